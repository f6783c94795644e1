package io.sluice.tests.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** JSON for a reader. */
final class JsonBlocks {
  private JsonBlocks() {}

  static Block of(JsonNode node) {
    return of("", node);
  }

  private static Block of(String name, JsonNode node) {
    List<Block> parts = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(field -> parts.add(of(quoted(field.getKey()) + ": ", field.getValue())));
      return new Block(name + "{", "", parts, ",", "}");
    }
    if (node.isArray()) {
      node.forEach(element -> parts.add(of(element)));
      return new Block(name + "[", "", parts, ",", "]");
    }
    return Block.leaf(name + node);
  }

  private static String quoted(String name) {
    return TextNode.valueOf(name).toString();
  }
}
