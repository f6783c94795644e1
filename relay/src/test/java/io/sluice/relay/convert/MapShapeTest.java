package io.sluice.relay.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class MapShapeTest {
  private static final Schema INT = Schema.OPTIONAL_INT32_SCHEMA;
  private static final Schema TEXT = Schema.OPTIONAL_STRING_SCHEMA;

  @Test
  void mapsOfDifferentTypesHaveDifferentNamesUnlessTheirKeysAreText() {
    Schema date = SchemaBuilder.int32().name("io.debezium.time.Date").optional().build();
    Schema list = SchemaBuilder.array(INT).optional().build();

    assertThat(name(TEXT, INT)).isNull();
    assertThat(name(INT, TEXT)).isEqualTo("map_int32_string");
    assertThat(name(date, TEXT)).isEqualTo("map_io_debezium_time_Date_string");
    assertThat(name(list, map(TEXT, INT))).isEqualTo("map_array_int32_map_string_int32");
    assertThat(name(INT, map(INT, TEXT))).isEqualTo("map_int32_map_int32_string");
  }

  private static String name(Schema keys, Schema values) {
    return map(keys, values).name();
  }

  private static Schema map(Schema keys, Schema values) {
    return new MapShape(keys, values, true).schema();
  }
}
