package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.json.JsonConverter;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
  private static final int OBJECTS = 20_000;
  private static final int DEPTH = 4;

  private final JsonConverter converter = new JsonConverter();
  private final PlainJson json = new PlainJson();

  PlainJsonTest() {
    converter.configure(Map.of("schemas.enable", "false"), false);
  }

  @Test
  void writesWhatJsonConverterWrites() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < OBJECTS; i++) {
      Object object = map(random, DEPTH);
      assertThat(json.write(object))
          .as("object %d of seed %d: %s", i, seed, object)
          .isEqualTo(converter.fromConnectData("topic", null, object));
    }
  }

  @Test
  void writesWhatIsAtTheEdgeAsJsonConverterDoes() throws IOException {
    for (Object value :
        List.of(
            Float.NaN,
            Float.NEGATIVE_INFINITY,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            -0.0,
            Double.MIN_VALUE,
            Float.MAX_VALUE,
            Long.MIN_VALUE,
            Byte.MIN_VALUE,
            "",
            "\u0000\u001f\"\\/\u007f\u2028é€😀",
            Map.of(),
            List.of(),
            Collections.singletonMap("a", null),
            Collections.singletonMap(null, "a"),
            Map.of(1, List.of(2)),
            ByteBuffer.allocate(0),
            "half a pair: \ud800x, and at the end: \ud800",
            "long ".repeat(10_000))) {
      assertThat(json.write(value)).isEqualTo(converter.fromConnectData("topic", null, value));
    }
  }

  @Test
  void leavesToJsonConverterWhatItDoesNotKnowAndGoesOn() throws IOException {
    for (Object unknown : List.of(BigInteger.TEN, 'a')) {
      assertThatThrownBy(() -> json.write(Map.of("a", unknown))).isInstanceOf(IOException.class);
      assertThat(json.write(Map.of("a", 1))).asString().isEqualTo("{\"a\":1}");
    }
  }

  private static Map<Object, Object> map(Random random, int depth) {
    boolean named = random.nextInt(8) > 0;
    Map<Object, Object> map = new LinkedHashMap<>();
    for (int left = random.nextInt(6); left > 0; left--) {
      map.put(named ? text(random) : value(random, 0), value(random, depth - 1));
    }
    return map;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 10)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> (byte) random.nextInt();
      case 3 -> (short) random.nextInt();
      case 4 -> random.nextInt();
      case 5 -> random.nextLong();
      case 6 -> Float.intBitsToFloat(random.nextInt());
      case 7 -> Double.longBitsToDouble(random.nextLong());
      case 8 -> bytes(random);
      case 9 -> text(random);
      case 10 -> map(random, depth);
      default -> list(random, depth);
    };
  }

  private static List<Object> list(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    for (int left = random.nextInt(6); left > 0; left--) {
      list.add(value(random, depth - 1));
    }
    return list;
  }

  private static ByteBuffer bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      int point = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT + 1);
      text.appendCodePoint(Character.getType(point) == Character.SURROGATE ? 'x' : point);
    }
    return text.toString();
  }
}
