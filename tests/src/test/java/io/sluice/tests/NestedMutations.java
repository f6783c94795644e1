package io.sluice.tests;

import static io.sluice.tests.Mutations.KEY;
import static io.sluice.tests.Mutations.MAPS;
import static io.sluice.tests.Mutations.SETS;
import static io.sluice.tests.Mutations.elements;
import static io.sluice.tests.Mutations.put;
import static io.sluice.tests.Mutations.removed;
import static io.sluice.tests.Mutations.replaced;

import java.util.List;

/**
 * Non-frozen collections and user-defined types that hold others, that are static, or that last.
 */
final class NestedMutations {
  private static final String PEOPLE = "(k int PRIMARY KEY, v person)";
  private static final String POINTS = "(k int PRIMARY KEY, v set<frozen<tuple<int, text>>>)";
  private static final String ADDRESSES = "(k int PRIMARY KEY, v map<int, frozen<address>>)";
  private static final String NUMBERS = "(k int PRIMARY KEY, v list<frozen<list<int>>>)";
  private static final String STATICS =
      "(k int, c int, v set<int> STATIC, w map<int, int>, PRIMARY KEY (k, c))";
  private static final String TWO = "(k int PRIMARY KEY, v set<int>, w map<text, int>)";

  static final List<Mutation> ALL =
      List.of(
          replaced(
              "type of types",
              PEOPLE,
              "{name: 'Ann', home: {zip: 1}, past: [{street: 'Elm', zip: 2}], \"Shoe Size\": 40}",
              "{name:'Ann',home:{street:null,zip:1},past:[{street:'Elm',zip:2}],'Shoe Size':40}",
              String.join(
                  ",",
                  put("field:'name',value:'Ann'"),
                  put("field:'home',value:{street:null,zip:1}"),
                  put("field:'past',value:[{street:'Elm',zip:2}]"),
                  put("field:'Shoe Size',value:40"))),
          elements(
              "v.home = {street: 'Oak'}",
              PEOPLE,
              "{$set:{home:{street:'Oak',zip:null}}}",
              put("field:'home',value:{street:'Oak',zip:null}")),
          elements(
              "v.\"Shoe Size\" = 41, v.past = null",
              PEOPLE,
              "{$set:{'Shoe Size':41},$remove:['past']}",
              removed("field:'past'"),
              put("field:'Shoe Size',value:41")),
          elements(
              "v = v + {(1, 'a'), (1, null)}",
              POINTS,
              "{$add:[[1,null],[1,'a']]}",
              put("value:[1,null]"),
              put("value:[1,'a']")),
          elements("v = v - {(1, 'a')}", POINTS, "{$remove:[[1,'a']]}", removed("value:[1,'a']")),
          elements(
              "v[2] = {zip: 3}",
              ADDRESSES,
              "{$put:[[2,{street:null,zip:3}]]}",
              put("key:2,value:{street:null,zip:3}")),
          replaced(
              "map of types",
              ADDRESSES,
              "{5: {street: 'Elm'}}",
              "[[5,{street:'Elm',zip:null}]]",
              put("key:5,value:{street:'Elm',zip:null}")),
          elements("v = [[1, 2]] + v", NUMBERS, "{$put:{ID:[1,2]}}", put("id:'ID',value:[1,2]")),
          replaced(
              "map with a key like a sign",
              MAPS,
              "{'$add': 1}",
              "{$replace:{$add:1}}",
              put("key:'$add',value:1")),
          Mutations.of(
                  "INSERT of a set",
                  SETS,
                  "INSERT INTO %s (k, v) VALUES (#, {1}) USING TIMESTAMP 7")
              .gives(
                  "INSERT row",
                  KEY,
                  "{v:[1]}",
                  "{liveness:{writetime:7},"
                      + "columns:{v:{deletion:{writetime:6},elements:[{value:1,writetime:7}]}}}"),
          Mutations.of(
                  "set that lasts",
                  SETS,
                  "UPDATE %s USING TTL 60 AND TIMESTAMP 7 SET v = {1} WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:[1]}",
                  "{columns:{v:{deletion:{writetime:6},"
                      + "elements:[{value:1,writetime:7,ttl:60}]}}}"),
          Mutations.of("set to null", SETS, "UPDATE %s USING TIMESTAMP 7 SET v = null WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:null}",
                  "{columns:{v:{deletion:{writetime:6},elements:[]}}}"),
          Mutations.of(
              "nothing added", SETS, "UPDATE %s USING TIMESTAMP 7 SET v = v + {} WHERE k = #"),
          Mutations.of(
              "nothing removed", Mutations.LISTS, "UPDATE %s SET v = v - ['none'] WHERE k = #"),
          Mutations.of(
                  "static set", STATICS, "UPDATE %s USING TIMESTAMP 7 SET v = v + {1} WHERE k = #")
              .cql("UPDATE %s USING TIMESTAMP 8 SET v = {2} WHERE k = #")
              .gives(
                  "UPDATE static",
                  KEY,
                  "{v:{$add:[1]}}",
                  "{columns:{v:{elements:[{value:1,writetime:7}]}}}")
              .gives(
                  "UPDATE static",
                  KEY,
                  "{v:[2]}",
                  "{columns:{v:{deletion:{writetime:7},elements:[{value:2,writetime:8}]}}}"),
          Mutations.of(
                  "two collections",
                  TWO,
                  "UPDATE %s USING TIMESTAMP 7 SET v = v - {1}, w['a'] = 2 WHERE k = #")
              .gives(
                  "UPDATE row",
                  KEY,
                  "{v:{$remove:[1]},w:{$put:{a:2}}}",
                  "{columns:{v:{elements:["
                      + removed("value:1")
                      + "]},w:{elements:["
                      + put("key:'a',value:2")
                      + "]}}}"));

  private NestedMutations() {}
}
