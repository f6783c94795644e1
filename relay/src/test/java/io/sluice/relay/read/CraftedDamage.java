package io.sluice.relay.read;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.sluice.wal.CraftedSegment;
import io.sluice.wal.CraftedSegment.Frame;
import io.sluice.wal.record.Column;
import io.sluice.wal.record.CqlType;
import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.Rewritten;
import io.sluice.wal.record.TableSchema;
import io.sluice.wal.record.WalRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;

/** What somebody does to a segment who knows its format: all checksums are right. */
final class CraftedDamage {
  private static final List<String> NAMES =
      List.of(
          "",
          "text",
          "int",
          "a",
          "org.apache.cassandra.db.marshal.VectorType",
          "org.apache.cassandra.db.marshal.VectorType(",
          "org.apache.cassandra.db.marshal.VectorType(org.apache.cassandra.db.marshal.FloatType,x)",
          "org.apache.cassandra.db.marshal.DurationType",
          "\"\\\u0000\ud83d\ude00");

  private final Random random;

  CraftedDamage(Random random) {
    this.random = random;
  }

  /** Does it to a segment that nobody has touched. */
  void inflict(SortedMap<Long, byte[]> files) {
    long number = PlainDamage.any(files, random);
    byte[] segment = files.get(number);
    List<Frame> frames = CraftedSegment.frames(number, segment);
    switch (random.nextInt(4)) {
      case 0 -> word(segment, number, frames.get(random.nextInt(frames.size())).offset());
      case 1 -> header(segment, number);
      default -> files.put(number, CraftedSegment.of(number, segment, payloads(frames)));
    }
  }

  private void word(byte[] segment, long number, int offset) {
    switch (random.nextInt(3)) {
      case 0 -> CraftedSegment.abandon(segment, number, offset, number(segment.length));
      case 1 -> CraftedSegment.end(segment, number, offset);
      default -> CraftedSegment.reach(segment, number, offset, number(segment.length - offset - 8));
    }
  }

  private void header(byte[] segment, long number) {
    switch (random.nextInt(3)) {
      case 0 -> CraftedSegment.header(segment, random.nextInt(4), segment.length, number);
      case 1 -> CraftedSegment.header(segment, 1, number(segment.length), number);
      default -> CraftedSegment.header(segment, 1, segment.length, random.nextLong());
    }
  }

  /** Near a bound, or anywhere. */
  private int number(int bound) {
    return switch (random.nextInt(5)) {
      case 0 -> bound + random.nextInt(17) - 8;
      case 1 -> Integer.MAX_VALUE - random.nextInt(16);
      case 2 -> Integer.MIN_VALUE + random.nextInt(16);
      case 3 -> random.nextInt(Math.max(1, bound));
      default -> random.nextInt();
    };
  }

  private List<byte[]> payloads(List<Frame> frames) {
    List<byte[]> payloads = new ArrayList<>();
    int chosen = random.nextInt(frames.size());
    boolean all = random.nextInt(8) == 0;
    for (int i = 0; i < frames.size(); i++) {
      byte[] payload = frames.get(i).payload().toByteArray();
      boolean isSchema = parse(payload).hasSchema();
      boolean hit = all || i == chosen || (isSchema && random.nextInt(3) == 0);
      payloads.add(hit ? payload(payload) : payload);
    }
    return payloads;
  }

  private byte[] payload(byte[] payload) {
    WalRecord record = parse(payload);
    return switch (random.nextInt(7)) {
      case 0, 1 -> flipped(payload);
      case 2 -> nested(1 + random.nextInt(300));
      case 3 -> record.toBuilder().setUnknownFields(unknown()).build().toByteArray();
      case 4 -> rewritten(payload, 1 + random.nextInt(50));
      case 5 -> outcome();
      default ->
          record.hasSchema()
              ? record.toBuilder().setSchema(schema(record.getSchema())).build().toByteArray()
              : flipped(payload);
    };
  }

  private static UnknownFieldSet unknown() {
    UnknownFieldSet.Field field = UnknownFieldSet.Field.newBuilder().addVarint(1).build();
    return UnknownFieldSet.newBuilder().addField(4242, field).build();
  }

  private static WalRecord parse(byte[] payload) {
    try {
      return WalRecord.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("a record of a pristine segment", e);
    }
  }

  private byte[] flipped(byte[] payload) {
    byte[] flipped = payload.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(flipped.length);
      flipped[at] = (byte) (random.nextBoolean() ? random.nextInt() : flipped[at] ^ 1);
    }
    flipped[0] = random.nextInt(20) == 0 ? flipped[0] : payload[0];
    return flipped;
  }

  private byte[] outcome() {
    Outcome.Builder outcome = Outcome.newBuilder().setKindValue(random.nextInt(5));
    random.longs(random.nextInt(300)).forEach(outcome::addPosition);
    return WalRecord.newBuilder().setOutcome(outcome).build().toByteArray();
  }

  private byte[] rewritten(byte[] payload, int copies) {
    ByteString record = ByteString.copyFrom(payload);
    for (int i = 0; i < copies; i++) {
      Rewritten.Builder copy = Rewritten.newBuilder().setRecord(record);
      copy.getOriginalBuilder().setSegment(random.nextInt(9)).setOffset(number(4096));
      record = WalRecord.newBuilder().setCapturedAt(1).setRewritten(copy).build().toByteString();
    }
    return record.toByteArray();
  }

  private byte[] nested(int depth) {
    TableSchema.Builder schema = PristineJournal.WIDE.toBuilder();
    schema.getColumnsBuilder(7).setType(deep(PristineJournal.type("int"), depth));
    return WalRecord.newBuilder().setCapturedAt(1).setSchema(schema).build().toByteArray();
  }

  private static CqlType deep(CqlType type, int depth) {
    CqlType deep = type;
    for (int i = 0; i < depth; i++) {
      deep = PristineJournal.of(CqlType.Kind.LIST, deep).toBuilder().setFrozen(true).build();
    }
    return deep;
  }

  private TableSchema schema(TableSchema schema) {
    TableSchema.Builder crafted = schema.toBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int column = random.nextInt(crafted.getColumnsCount());
      column(crafted.getColumnsBuilder(column));
    }
    if (random.nextInt(8) == 0) {
      crafted.addColumns(crafted.getColumns(random.nextInt(crafted.getColumnsCount())));
    }
    return crafted.build();
  }

  private void column(Column.Builder column) {
    switch (random.nextInt(4)) {
      case 0 -> column.setName(name());
      case 1 -> column.setKindValue(random.nextInt(6));
      case 2 -> column.setDescending(random.nextBoolean());
      default -> type(column.getTypeBuilder());
    }
  }

  private void type(CqlType.Builder type) {
    switch (random.nextInt(7)) {
      case 0 -> type.setKindValue(random.nextInt(10));
      case 1 -> type.setName(name());
      case 2 -> type.setFrozen(!type.getFrozen());
      case 3 -> type.setDimension(number(8192)).setKind(CqlType.Kind.VECTOR);
      case 4 -> type.addFieldNames(name());
      case 5 -> type.addParameters(type.build());
      default -> type.setKind(CqlType.Kind.CUSTOM).setName(name());
    }
    if (type.getParametersCount() > 0 && random.nextBoolean()) {
      type(type.getParametersBuilder(random.nextInt(type.getParametersCount())));
    }
  }

  private String name() {
    return NAMES.get(random.nextInt(NAMES.size()));
  }
}
