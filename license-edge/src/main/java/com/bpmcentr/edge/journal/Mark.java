package com.bpmcentr.edge.journal;

import com.bpmcentr.license.DsseEnvelope;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.journal.FrameReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The high-water mark: the newest checkpoint that this edge has accepted. It is a signed document,
 * so nobody without a key can put it higher than anything that was ever published.
 *
 * <p>Two slots in one file hold it, of which the second is written when the first is on the disk: a
 * write that is torn leaves the other, and so does a slot that rots when the mark is at rest.
 */
final class Mark implements Closeable {

  private static final int SLOT_BYTES = 16 * 1024;
  private static final int SLOTS = 2;

  /** What stands above was not counted by an edge, and the next turns would leave the numbers. */
  private static final long MOST_TURNS = Long.MAX_VALUE / 2;

  private static final int HEAD_BYTES = 2 * Integer.BYTES + Long.BYTES;

  private final FileChannel file;
  private final boolean blank;
  private long turn;

  /** The slot of that turn, which no write touches before the other is on the disk. */
  private int newest;

  private record Slot(int number, long turn, SignedDocument checkpoint) {}

  /** Opens the mark, or makes one that says nothing. */
  Mark(Path path) throws IOException {
    this(
        PrivateFiles.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  private Mark(FileChannel file) throws IOException {
    this.file = file;
    this.blank = file.size() == 0;
  }

  /** What a mark says that may not be written, newest first; empty when nothing can be read. */
  static List<SignedDocument> read(Path path) throws IOException {
    try (Mark mark = new Mark(FileChannel.open(path, StandardOpenOption.READ))) {
      return mark.read();
    }
  }

  /** Whether nothing had been written when it was opened. */
  boolean isBlank() {
    return blank;
  }

  /** What the file says, newest first; empty when nothing in it can be read. */
  List<SignedDocument> read() throws IOException {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < SLOTS; i++) {
      ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
      while (bytes.hasRemaining()
          && file.read(bytes, (long) i * SLOT_BYTES + bytes.position()) > 0) {
        // until the slot is whole or the file is at its end
      }
      read(i, bytes.flip(), slots);
    }
    slots.sort(Comparator.comparingLong(Slot::turn).reversed());
    if (!slots.isEmpty()) {
      turn = slots.getFirst().turn;
      newest = slots.getFirst().number;
    }
    return slots.stream().map(Slot::checkpoint).toList();
  }

  private static void read(int number, ByteBuffer bytes, List<Slot> slots) {
    if (bytes.remaining() < HEAD_BYTES) {
      return;
    }
    int length = bytes.getInt();
    int checksum = bytes.getInt();
    if (length < Long.BYTES || length > bytes.remaining()) {
      return;
    }
    bytes.limit(bytes.position() + length);
    if (FrameReader.checksum(length, bytes.duplicate()) != checksum) {
      return;
    }
    long turn = bytes.getLong();
    if (turn < 0 || turn > MOST_TURNS) {
      return;
    }
    byte[] envelope = new byte[bytes.remaining()];
    bytes.get(envelope);
    try {
      slots.add(new Slot(number, turn, DsseEnvelope.decode(envelope)));
    } catch (MalformedException e) {
      // as good as torn
    }
  }

  /** Puts the mark on this checkpoint; on the disk when this returns. */
  void write(SignedDocument checkpoint) throws IOException {
    byte[] envelope = DsseEnvelope.encode(checkpoint);
    int length = Long.BYTES + envelope.length;
    if (HEAD_BYTES + envelope.length > SLOT_BYTES) {
      throw new IOException("a checkpoint of " + envelope.length + " bytes does not fit the mark");
    }
    long next = turn + 1;
    ByteBuffer body = ByteBuffer.allocate(length).putLong(next).put(envelope).flip();
    ByteBuffer slot = ByteBuffer.allocate(2 * Integer.BYTES + length);
    slot.putInt(length).putInt(FrameReader.checksum(length, body.duplicate())).put(body).flip();
    int second = newest;
    int first = SLOTS - 1 - newest;
    writeSlot(first, slot.duplicate());
    // not sooner: after a failure the same slot is written again, and the one that counts stays
    turn = next;
    newest = first;
    writeSlot(second, slot);
  }

  private void writeSlot(int number, ByteBuffer slot) throws IOException {
    long start = (long) number * SLOT_BYTES;
    while (slot.hasRemaining()) {
      file.write(slot, start + slot.position());
    }
    file.force(false);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
