package io.sluice.tests.harness;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.utils.Bytes;

/**
 * A schema registry as a consumer sees it that has nothing of Connect or of the registry's client:
 * records are read with Avro alone, by the schema whose id stands before them. For one thread.
 */
public final class AvroRegistry {
  private static final String GROUP = "/groups/default/artifacts/";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Long, Schema> schemas = new HashMap<>();
  private final String url;

  /** Connects to nothing yet. */
  public AvroRegistry(String url) {
    this.url = url;
  }

  /** Reads the key or the value of a record. */
  public GenericRecord read(Bytes bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.get());
    if (buffer.get() != 0) {
      throw new AssertionError("does not begin with a schema's id");
    }
    Schema schema = schema(buffer.getLong());
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(bytes.get(), buffer.position(), buffer.remaining(), null);
    try {
      return new GenericDatumReader<GenericRecord>(schema).read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException("not of its schema", e);
    }
  }

  private Schema schema(long id) {
    return schemas.computeIfAbsent(
        id, i -> new Schema.Parser().parse(send(request("/ids/globalIds/" + i))));
  }

  /** How many versions of its schema an artifact has, which is a topic's keys or values. */
  public int versions(String artifact) throws IOException {
    String answer = send(request(GROUP + artifact + "/versions"));
    return new ObjectMapper().readTree(answer).get("count").intValue();
  }

  /** Has the registry refuse what cannot read the version before it, or be read by its readers. */
  public void requireCompatibility(String artifact) {
    String rule = "{\"type\": \"COMPATIBILITY\", \"config\": \"FULL\"}";
    send(
        request(GROUP + artifact + "/rules")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(rule)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  private String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new AssertionError(response + ": " + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + url, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts tests", e);
    }
  }
}
