package com.bpmcentr.edge.usage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.bpmcentr.edge.journal.PrivateFiles;
import com.bpmcentr.license.DecisionCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Batches on the edge's disk, a file {@code usage-<boot>-<number>} each, beside journal and
 * snapshots. A file is replaced whole: its new content is on disk before it takes the name.
 *
 * <p>What is not a batch of this edge is set aside as {@code ….aside}: another edge's batch, sent
 * from here, would have that edge's next ones taken for counted.
 *
 * <pre>
 *   "BPMU" version(1) state(1) edge boot number count row… crc32c of all before
 *   row   hour flags [key] [subscription] [connector] [account] code [operation] calls
 * </pre>
 */
final class UsageFiles {

  private static final byte[] MAGIC = "BPMU".getBytes(US_ASCII);
  private static final int VERSION = 2;
  private static final int CHECKSUM_BYTES = 4;
  private static final long LARGEST_FILE = 16L * 1024 * 1024;
  private static final Pattern NAME =
      Pattern.compile("usage-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9]{1,18})");
  private static final String UNFINISHED = ".tmp";
  private static final String SET_ASIDE = ".aside";

  /** For somebody to look at; a disk is not filled with what nobody has looked at. */
  static final int MOST_SET_ASIDE = 64;

  /** More calls than an edge has in an hour. */
  private static final long MOST_CALLS = 1L << 53;

  private static final List<UsageBatch.State> STATES = List.of(UsageBatch.State.values());

  private static final int HAS_KEY = 1;
  private static final int HAS_SUBSCRIPTION = 1 << 1;
  private static final int HAS_CONNECTOR = 1 << 2;
  private static final int HAS_ACCOUNT = 1 << 3;
  private static final int HAS_OPERATION = 1 << 4;
  private static final int TEST = 1 << 5;

  private final Path folder;
  private final String edgeId;

  UsageFiles(Path folder, String edgeId) {
    this.folder = folder;
    this.edgeId = edgeId;
  }

  /** The files that earlier starts have left, in the order in which they have to be sent. */
  List<Path> leftOver() throws IOException {
    PrivateFiles.makeFolder(folder);
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "usage-*")) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (NAME.matcher(name).matches()) {
          files.add(entry);
        } else if (name.endsWith(UNFINISHED)) {
          Files.delete(entry);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    files.sort(Comparator.comparing(UsageFiles::boot).thenComparingLong(UsageFiles::number));
    return files;
  }

  /** Writes the batch as it is now; it is on disk when this returns. */
  void write(UsageBatch batch) throws IOException {
    Path file = file(batch);
    Path unfinished = folder.resolve(file.getFileName() + UNFINISHED);
    try (FileChannel channel =
        PrivateFiles.open(
            unfinished,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer content = ByteBuffer.wrap(toBytes(batch));
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    forceFolder();
  }

  /** Reads a file. */
  UsageBatch read(Path file) throws IOException, DamagedUsageException {
    if (Files.size(file) > LARGEST_FILE) {
      throw new DamagedUsageException("it is larger than any batch");
    }
    UsageBatch batch = fromBytes(Files.readAllBytes(file));
    if (!batch.edgeId().equals(edgeId)) {
      throw new DamagedUsageException("it is of the edge " + batch.edgeId());
    }
    if (!file(batch).getFileName().equals(file.getFileName())) {
      throw new DamagedUsageException("its name is that of another batch");
    }
    return batch;
  }

  /** The batch has been counted. */
  void delete(UsageBatch batch) throws IOException {
    Files.deleteIfExists(file(batch));
  }

  /**
   * Keeps a file that cannot be counted out of the way, for somebody to look at.
   *
   * @return false when there are too many already: then it is deleted
   */
  boolean setAside(Path file) throws IOException {
    if (countSetAside() >= MOST_SET_ASIDE) {
      Files.deleteIfExists(file);
      return false;
    }
    Files.move(
        file, folder.resolve(file.getFileName() + SET_ASIDE), StandardCopyOption.REPLACE_EXISTING);
    forceFolder();
    return true;
  }

  /** How many files lie aside. */
  int countSetAside() throws IOException {
    int count = 0;
    try (DirectoryStream<Path> aside = Files.newDirectoryStream(folder, "usage-*" + SET_ASIDE)) {
      for (Iterator<Path> each = aside.iterator(); each.hasNext(); each.next()) {
        count++;
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return count;
  }

  Path file(UsageBatch batch) {
    return folder.resolve("usage-" + batch.bootId() + "-" + batch.number());
  }

  private void forceFolder() throws IOException {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  /** Which start of an edge has left it. */
  static String boot(Path file) {
    return name(file).group(1);
  }

  private static long number(Path file) {
    return Long.parseLong(name(file).group(2));
  }

  private static Matcher name(Path file) {
    Matcher name = NAME.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalArgumentException("no file of usage");
    }
    return name;
  }

  static byte[] toBytes(UsageBatch batch) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128 * (batch.calls().size() + 1));
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(MAGIC);
    out.writeByte(VERSION);
    out.writeByte(STATES.indexOf(batch.state()));
    out.writeUTF(batch.edgeId());
    write(out, batch.bootId());
    out.writeLong(batch.number());
    out.writeInt(batch.calls().size());
    for (Map.Entry<UsageKey, Long> row : batch.calls().entrySet()) {
      write(out, row.getKey());
      out.writeLong(row.getValue());
    }
    out.writeInt(checksum(bytes.toByteArray(), bytes.size()));
    return bytes.toByteArray();
  }

  static UsageBatch fromBytes(byte[] bytes) throws DamagedUsageException {
    int length = bytes.length - CHECKSUM_BYTES;
    if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != checksum(bytes, length)) {
      throw new DamagedUsageException("its checksum is wrong");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, length));
    try {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC) || in.readByte() != VERSION) {
        throw new DamagedUsageException("it is of a format not known here");
      }
      int state = in.readByte();
      UsageBatch batch = new UsageBatch(in.readUTF(), readUuid(in), in.readLong());
      int rows = in.readInt();
      if (state < 0 || state >= STATES.size() || batch.number() < 1 || rows > UsageBatch.ROWS) {
        throw new DamagedUsageException("it is of no batch");
      }
      for (int i = 0; i < rows; i++) {
        UsageKey key = readKey(in);
        long calls = in.readLong();
        if (calls < 1 || calls > MOST_CALLS || batch.has(key)) {
          throw new DamagedUsageException("a row counts what cannot be");
        }
        // monotonic time of another start means nothing here
        batch.add(key, calls, null);
      }
      if (in.available() > 0) {
        throw new DamagedUsageException("it goes on after its last row");
      }
      batch.become(STATES.get(state));
      batch.markKept();
      return batch;
    } catch (IOException | IllegalArgumentException e) {
      throw new DamagedUsageException("a row is not whole");
    }
  }

  private static void write(DataOutputStream out, UsageKey key) throws IOException {
    out.writeInt(key.hour());
    out.writeByte(
        flag(key.keyId(), HAS_KEY)
            | flag(key.subscriptionId(), HAS_SUBSCRIPTION)
            | flag(key.connector(), HAS_CONNECTOR)
            | flag(key.account(), HAS_ACCOUNT)
            | flag(key.operation(), HAS_OPERATION)
            | (key.test() ? TEST : 0));
    write(out, key.keyId());
    write(out, key.subscriptionId());
    write(out, key.connector());
    write(out, key.account());
    out.writeUTF(key.code().name());
    write(out, key.operation());
  }

  private static UsageKey readKey(DataInputStream in) throws IOException {
    int hour = in.readInt();
    int flags = in.readByte();
    return new UsageKey(
        hour,
        (flags & HAS_KEY) == 0 ? null : readUuid(in),
        (flags & HAS_SUBSCRIPTION) == 0 ? null : readUuid(in),
        (flags & TEST) != 0,
        (flags & HAS_CONNECTOR) == 0 ? null : in.readUTF(),
        (flags & HAS_ACCOUNT) == 0 ? null : in.readUTF(),
        DecisionCode.valueOf(in.readUTF()),
        (flags & HAS_OPERATION) == 0 ? null : in.readUTF());
  }

  private static int flag(@Nullable Object value, int flag) {
    return value == null ? 0 : flag;
  }

  private static void write(DataOutputStream out, @Nullable UUID uuid) throws IOException {
    if (uuid != null) {
      out.writeLong(uuid.getMostSignificantBits());
      out.writeLong(uuid.getLeastSignificantBits());
    }
  }

  private static void write(DataOutputStream out, @Nullable String text) throws IOException {
    if (text != null) {
      out.writeUTF(text);
    }
  }

  private static UUID readUuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }
}
