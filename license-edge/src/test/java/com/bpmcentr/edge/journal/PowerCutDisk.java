package com.bpmcentr.edge.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.CopyOption;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.lucene.tests.mockfile.FilterFileChannel;
import org.apache.lucene.tests.mockfile.FilterFileSystemProvider;
import org.jspecify.annotations.Nullable;

/**
 * A disk that knows what a power cut would leave of it. Sure is only what was forced: of files what
 * is in them, of folders the names that are in them, each apart from the other (POSIX, fsync). Of
 * the rest each write and each name may be there or not.
 */
final class PowerCutDisk extends FilterFileSystemProvider {

  private final Path root;

  /** What has each name now, and what has it for sure. */
  private final Map<Path, Node> names = new HashMap<>();

  private final Map<Path, Node> forcedNames = new TreeMap<>();
  private final List<NameChange> unforcedNames = new ArrayList<>();

  private volatile BeforeStep beforeStep = step -> {};
  private volatile Predicate<String> lies = name -> false;

  /** Is told of each change and each force before it is made; may have it wait or fail. */
  interface BeforeStep {
    void about(String step) throws IOException;
  }

  /** What becomes of that which was not forced. */
  interface Fate {
    boolean survives();

    /** How many of so many bytes that are written at once, the first ones. */
    int torn(int bytes);

    /** All of it is gone. */
    static Fate lost() {
      return fate(() -> false, bytes -> 0);
    }

    /** All of it is there: what the end of the process alone leaves. */
    static Fate kept() {
      return fate(() -> true, bytes -> bytes);
    }

    /** Half of each write is there. */
    static Fate halved() {
      return fate(() -> true, bytes -> bytes / 2);
    }

    /** Some of it, in no order, and some of that in part. */
    static Fate chance(RandomGenerator random) {
      return fate(
          random::nextBoolean, bytes -> random.nextBoolean() ? bytes : random.nextInt(bytes + 1));
    }

    private static Fate fate(BooleanSupplier survives, IntUnaryOperator torn) {
      return new Fate() {
        @Override
        public boolean survives() {
          return survives.getAsBoolean();
        }

        @Override
        public int torn(int bytes) {
          return torn.applyAsInt(bytes);
        }
      };
    }
  }

  /** A file by what it is, not by its name; a folder has no content. */
  private static final class Node {
    final boolean isFolder;
    byte[] forced = new byte[0];
    final List<Write> unforced = new ArrayList<>();

    Node(boolean isFolder) {
      this.isFolder = isFolder;
    }

    byte[] after(Fate fate) {
      byte[] content = forced;
      for (Write write : unforced) {
        if (fate.survives()) {
          content = write.appliedTo(content, fate.torn(write.bytes.length));
        }
      }
      return content;
    }
  }

  /** Bytes at a place; at {@link #CUT} the file is cut to nothing. */
  private record Write(long at, byte[] bytes) {
    static final long CUT = -1;

    byte[] appliedTo(byte[] content, int length) {
      if (at == CUT) {
        return new byte[0];
      }
      byte[] next = Arrays.copyOf(content, Math.max(content.length, (int) at + length));
      System.arraycopy(bytes, 0, next, (int) at, length);
      return next;
    }
  }

  /** A name that was taken away, or given, or, when it is both, a renaming. */
  private record NameChange(@Nullable Path taken, @Nullable Path given, Node node) {
    Path folder() {
      return (taken == null ? given : taken).getParent();
    }

    void applyTo(Map<Path, Node> all) {
      if (taken != null) {
        all.remove(taken);
      }
      if (given != null) {
        all.put(given, node);
      }
    }
  }

  /** A disk whose root is this empty folder of a real one. */
  PowerCutDisk(Path folder) {
    super("powercut://", folder.getFileSystem());
    root = folder;
  }

  /** The folder that everything is in. */
  Path root() {
    return wrapPath(root);
  }

  void beforeStep(BeforeStep next) {
    beforeStep = next;
  }

  /** Forces of these names are said to be done and are not. */
  void lieAbout(Predicate<String> which) {
    lies = which;
  }

  /** What a power cut now would leave, by the path below the root; null for a folder. */
  synchronized Map<String, byte @Nullable []> afterPowerCut(Fate fate) {
    Map<Path, Node> left = new TreeMap<>(forcedNames);
    unforcedNames.stream().filter(change -> fate.survives()).forEach(c -> c.applyTo(left));
    Map<Node, byte[]> contents = new HashMap<>();
    Map<String, byte @Nullable []> files = new TreeMap<>();
    left.forEach(
        (path, node) -> {
          Path folder = path.getParent();
          if (folder.equals(root) || left.containsKey(folder)) {
            files.put(
                root.relativize(path).toString(),
                node.isFolder ? null : contents.computeIfAbsent(node, n -> n.after(fate)));
          }
        });
    return files;
  }

  /** Writes what a power cut left into a folder. */
  static void restore(Map<String, byte @Nullable []> files, Path to) {
    try {
      for (Map.Entry<String, byte @Nullable []> file : files.entrySet()) {
        Path path = to.resolve(file.getKey());
        if (file.getValue() == null) {
          Files.createDirectory(path);
        } else {
          Files.write(path, file.getValue());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private void change(NameChange change) {
    change.applyTo(names);
    unforcedNames.add(change);
  }

  private void forceFolder(Path folder) throws IOException {
    beforeStep.about("force folder " + name(folder));
    if (lies.test(name(folder))) {
      return;
    }
    synchronized (this) {
      for (NameChange change : List.copyOf(unforcedNames)) {
        if (change.folder().equals(folder)) {
          change.applyTo(forcedNames);
          unforcedNames.remove(change);
        }
      }
    }
  }

  private void forceFile(Path file, Node node) throws IOException {
    boolean done = false;
    try {
      beforeStep.about("force " + name(file));
      done = true;
    } finally {
      if (!done) {
        // a system that could not write pages may hold them for written, and force them no more
        forget(node);
      }
    }
    if (!lies.test(name(file))) {
      force(node);
    }
  }

  private synchronized void force(Node node) {
    node.forced = node.after(Fate.kept());
    node.unforced.clear();
  }

  private synchronized void forget(Node node) {
    node.unforced.clear();
  }

  @Override
  public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
    beforeStep.about("create folder " + name(folder));
    synchronized (this) {
      super.createDirectory(folder, attributes);
      change(new NameChange(null, toDelegate(folder), new Node(true)));
    }
  }

  @Override
  public void delete(Path path) throws IOException {
    super.checkAccess(path);
    deleteIfExists(path);
  }

  @Override
  public boolean deleteIfExists(Path path) throws IOException {
    if (!Files.exists(toDelegate(path))) {
      return false;
    }
    beforeStep.about("delete " + name(path));
    synchronized (this) {
      if (!super.deleteIfExists(path)) {
        return false;
      }
      change(new NameChange(toDelegate(path), null, names.get(toDelegate(path))));
      return true;
    }
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    beforeStep.about("move " + name(source) + " " + name(target));
    synchronized (this) {
      super.move(source, target, options);
      Path from = toDelegate(source);
      change(new NameChange(from, toDelegate(target), names.get(from)));
    }
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    Path file = toDelegate(path);
    if (Files.isDirectory(file)) {
      return new OpenFolder(super.newFileChannel(path, options, attributes), file);
    }
    if (!options.contains(StandardOpenOption.WRITE)) {
      return super.newFileChannel(path, options, attributes);
    }
    boolean there = Files.exists(file);
    boolean cuts = there && options.contains(StandardOpenOption.TRUNCATE_EXISTING);
    if (!there || cuts) {
      beforeStep.about((there ? "cut " : "create ") + name(file));
    }
    synchronized (this) {
      FileChannel opened = super.newFileChannel(path, options, attributes);
      if (!there) {
        change(new NameChange(null, file, new Node(false)));
      }
      Node node = names.get(file);
      if (cuts) {
        node.unforced.add(new Write(Write.CUT, new byte[0]));
      }
      return new OpenFile(opened, file, node);
    }
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    if (options.contains(StandardOpenOption.WRITE)) {
      throw new UnsupportedOperationException("what is written past a FileChannel is not seen");
    }
    return super.newByteChannel(path, options, attributes);
  }

  @Override
  public OutputStream newOutputStream(Path path, OpenOption... options) {
    throw new UnsupportedOperationException("what is written past a FileChannel is not seen");
  }

  /** A folder, opened to be forced. */
  private final class OpenFolder extends FilterFileChannel {
    private final Path folder;

    OpenFolder(FileChannel opened, Path folder) {
      super(opened);
      this.folder = folder;
    }

    @Override
    public void force(boolean metadata) throws IOException {
      forceFolder(folder);
    }
  }

  /** A file, opened to be written. */
  private final class OpenFile extends FilterFileChannel {
    private final Path file;
    private final Node node;

    OpenFile(FileChannel opened, Path file, Node node) {
      super(opened);
      this.file = file;
      this.node = node;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
      int written = write(source, position());
      position(position() + written);
      return written;
    }

    @Override
    public int write(ByteBuffer source, long at) throws IOException {
      beforeStep.about("write " + name(file));
      synchronized (PowerCutDisk.this) {
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        node.unforced.add(new Write(at, bytes));
        return super.write(source, at);
      }
    }

    @Override
    public void force(boolean metadata) throws IOException {
      forceFile(file, node);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
      throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
      throw new UnsupportedOperationException();
    }
  }
}
