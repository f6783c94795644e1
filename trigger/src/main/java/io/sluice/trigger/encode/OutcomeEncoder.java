package io.sluice.trigger.encode;

import static io.sluice.trigger.encode.ProtoBuffer.LENGTH_DELIMITED;
import static io.sluice.trigger.encode.ProtoBuffer.VARINT;
import static io.sluice.trigger.encode.ProtoBuffer.tag;

import io.sluice.wal.record.Outcome;
import io.sluice.wal.record.WalRecord;
import java.lang.ref.WeakReference;

/**
 * Writes a serialized {@link WalRecord} that holds an {@link Outcome}: byte for byte what the
 * generated classes would write, but without an object. For one thread; {@link #ofThread()} gives
 * each thread its own.
 */
public final class OutcomeEncoder {
  private static final byte OUTCOME = tag(WalRecord.OUTCOME_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte KIND = tag(Outcome.KIND_FIELD_NUMBER, VARINT);
  private static final byte POSITION = tag(Outcome.POSITION_FIELD_NUMBER, LENGTH_DELIMITED);
  private static final byte CONDITIONAL = tag(Outcome.CONDITIONAL_FIELD_NUMBER, VARINT);

  /** Weak, for the reason that {@link PartitionEncoder} has. */
  private static final ThreadLocal<WeakReference<OutcomeEncoder>> ENCODERS = new ThreadLocal<>();

  private final ProtoBuffer out = new ProtoBuffer();
  private int outcome;
  private int positions;
  private int count;
  private boolean conditional;

  /** The calling thread's encoder. */
  public static OutcomeEncoder ofThread() {
    WeakReference<OutcomeEncoder> reference = ENCODERS.get();
    OutcomeEncoder encoder = reference == null ? null : reference.get();
    if (encoder == null) {
      encoder = new OutcomeEncoder();
      ENCODERS.set(new WeakReference<>(encoder));
    }
    return encoder;
  }

  /**
   * Begins a record.
   *
   * @param conditional whether a conditional statement made the changes
   */
  public void begin(Outcome.Kind kind, boolean conditional) {
    out.position(0);
    outcome = out.open(OUTCOME, 1);
    out.varint(KIND, kind.getNumber());
    positions = out.open(POSITION, 1);
    count = 0;
    this.conditional = conditional;
  }

  /** Adds a change that the record is about; see {@link io.sluice.wal.Position}. */
  public void add(long position) {
    out.packedFixed64(position);
    count++;
  }

  /** Changes added since {@link #begin}. */
  public int count() {
    return count;
  }

  /**
   * Ends the record, which then stands in {@link #bytes()} until the next one begins.
   *
   * @return its length
   */
  public int end() {
    out.close(positions, 1);
    out.varint(CONDITIONAL, conditional ? 1 : 0);
    out.close(outcome, 1);
    return out.position();
  }

  /** Holds the record from index 0 on after {@link #end}. */
  public byte[] bytes() {
    return out.array();
  }
}
