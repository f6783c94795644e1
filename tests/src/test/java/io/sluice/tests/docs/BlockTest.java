package io.sluice.tests.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.sluice.event.Key;
import io.sluice.event.NamedValue;
import io.sluice.event.Value;
import org.junit.jupiter.api.Test;

class BlockTest {
  @Test
  void whatFitsStandsOnOneLine() throws Exception {
    assertThat(json("{'a':[1,'x'],'b':{},'c':null}").text())
        .isEqualTo("{\"a\": [1, \"x\"], \"b\": {}, \"c\": null}");
  }

  @Test
  void whatDoesNotFitIsBrokenWhereItHasTo() throws Exception {
    String words = "x".repeat(50);

    assertThat(
            json("{'a':['%s','%1$s'],'b':{'c':1},'d':2,'e':3,'f':[4],'g':5}".formatted(words))
                .text())
        .isEqualTo(
            """
            {
              "a": [
                "%s",
                "%1$s"
              ],
              "b": {"c": 1},
              "d": 2, "e": 3,
              "f": [4],
              "g": 5
            }"""
                .formatted(words));
  }

  @Test
  void messages() {
    Value value = Value.newBuilder().setUuidValue(ByteString.copyFromUtf8("\0é")).build();
    NamedValue column = NamedValue.newBuilder().setName("k").setValue(value).build();
    Key key = Key.newBuilder().addColumns(column).addColumns(column).build();

    assertThat(ProtobufBlocks.of("key", key).brokenText())
        .isEqualTo(
            """
            key {
              columns { name: "k" value { uuid_value: "\\000\\303\\251" } }
              columns { name: "k" value { uuid_value: "\\000\\303\\251" } }
            }""");
  }

  private static Block json(String text) throws Exception {
    return JsonBlocks.of(new ObjectMapper().readTree(text.replace('\'', '"')));
  }
}
