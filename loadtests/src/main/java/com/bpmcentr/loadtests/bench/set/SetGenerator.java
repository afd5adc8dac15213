package com.bpmcentr.loadtests.bench.set;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.bpmcentr.demo.postgres.DatabaseRole;
import com.bpmcentr.demo.postgres.Folders;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.License;
import com.bpmcentr.license.MalformedException;
import com.bpmcentr.license.Peppers;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;

/**
 * Makes a {@link SignedSet} without a console: the same documents, signatures, chain, root and
 * checkpoint, and the same rows, but written by COPY. Feed entries are missing, as if they had been
 * pruned; an edge that starts does not need them.
 *
 * <p>Beside the valid customers there is a tenth of their number on top whose checks are denied.
 */
public final class SetGenerator {
  private static final Path MIGRATIONS = Path.of("admin-console/src/main/resources/db/migration");

  /** Raised when the generator makes something else of the same schema. */
  private static final int FORMAT = 1;

  private static final long EPOCH = 1;
  private static final int CHUNK = 2_000;
  private static final int DENIED_SHARE = 10;
  private static final String PEPPERS =
      "{\"active\":\"p1\",\"peppers\":[{\"id\":\"p1\",\"secret\":\"%s\"}]}"
          .formatted(
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString("a pepper for benchmarks, and for nothing else".getBytes(UTF_8)));

  private final Path projectFolder;
  private final int customers;
  private final Catalogue catalogue;
  private final Peppers peppers;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

  private final SetTree tree = new SetTree();
  private final BitSet filledBuckets = new BitSet(SetTree.BUCKETS);
  private FeedPosition position = new FeedPosition(EPOCH, 0);
  private Hash chain = Hash.ZERO;

  private SetGenerator(Path projectFolder, int customers) throws IOException {
    this.projectFolder = projectFolder;
    this.customers = customers;
    this.catalogue = Catalogue.read(projectFolder);
    try {
      this.peppers = Peppers.parse(PEPPERS.getBytes(UTF_8));
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Arguments: the project's folder and the number of customers. */
  public static void main(String[] arguments) throws Exception {
    Path projectFolder = Path.of(arguments[0]);
    int customers = Integer.parseInt(arguments[1]);
    generate(projectFolder, SignedSet.folderOf(projectFolder, customers), customers);
  }

  /** Makes the set; what was in the folder before is deleted. Uses all processors. */
  public static void generate(Path projectFolder, Path folder, int customers)
      throws IOException, SQLException {
    Path making = folder.resolveSibling(folder.getFileName() + ".new");
    Folders.delete(making);
    Folders.delete(folder);
    Files.createDirectories(making);
    SetFiles files = new SetFiles(making);
    try (SignedSet set = SignedSet.start(projectFolder, files)) {
      new SetGenerator(projectFolder, customers).fill(set);
    }
    Files.writeString(files.fingerprint(), fingerprint(projectFolder));
    Files.move(making, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Names the generator and the schema: a set made from others is made anew. */
  public static String fingerprint(Path projectFolder) throws IOException {
    StringBuilder text = new StringBuilder("format ").append(FORMAT);
    try (Stream<Path> migrations = Files.list(projectFolder.resolve(MIGRATIONS))) {
      for (Path migration : migrations.sorted().toList()) {
        text.append('\n').append(migration.getFileName()).append(' ');
        text.append(Hash.sha256(Files.readAllBytes(migration)));
      }
    }
    return text.toString();
  }

  private void fill(SignedSet set) throws IOException, SQLException {
    SetFiles files = set.files();
    Files.writeString(files.keyring(), set.signer().keyring());
    Files.writeString(files.signingKey(), set.signer().encryptedKey());
    Files.writeString(files.peppers(), PEPPERS);
    Flyway.configure()
        .dataSource(set.database().dataSource(DatabaseRole.OWNER))
        .locations("filesystem:" + projectFolder.resolve(MIGRATIONS))
        .load()
        .migrate();
    // Checking each row's foreign keys would take as long as all the rest of the row.
    try (Connection administrator = set.server().administrator().getConnection();
        Statement statement = administrator.createStatement()) {
      statement.execute(
          "alter role %s in database %s set session_replication_role = replica"
              .formatted(DatabaseRole.OWNER.roleName(), set.database().name()));
      try {
        writeRows(set);
      } finally {
        statement.execute(
            "alter role %s in database %s reset session_replication_role"
                .formatted(DatabaseRole.OWNER.roleName(), set.database().name()));
      }
    }
  }

  private void writeRows(SignedSet set) throws IOException, SQLException {
    try (Connection owner = set.database().connect(DatabaseRole.OWNER)) {
      Indexes indexes = Indexes.drop(owner, "customer", "api_key", "subscription");
      BusinessRows.sendCatalogue(catalogue, owner);
      writeConnectors(set, owner);
      writeCustomers(set);
      indexes.make(owner);
      try (Statement statement = owner.createStatement()) {
        statement.execute("vacuum analyze");
      }
      writeHead(set, owner);
    }
  }

  private void writeConnectors(SignedSet set, Connection owner) throws IOException, SQLException {
    CopyText current = currentRows();
    for (Catalogue.Entry entry : catalogue.connectors()) {
      ConnectorPolicy policy = entry.policy(now);
      SignedDocument signed = set.signer().sign(policy);
      Hash hash = signed.payloadHash();
      current.row(columns(policy, signed, hash, position.seq() + 1));
      append(policy, signed, hash);
    }
    current.send(owner);
  }

  /** One customer's part of the feed, still to be put in order. */
  private record Published(
      SetCustomer customer, License license, SignedDocument signed, Hash hash) {}

  private void writeCustomers(SignedSet set) throws IOException, SQLException {
    int all = customers + Math.max(SetCustomer.DENIALS.size(), customers / DENIED_SHARE);
    int processors = Runtime.getRuntime().availableProcessors();
    Deque<Future<List<Published>>> chunks = new ArrayDeque<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(processors);
        Writer keys = Files.newBufferedWriter(set.files().keys());
        Writer denied = Files.newBufferedWriter(set.files().denied())) {
      keys.write("key,connector,account\n");
      denied.write("key,connector,account,code\n");
      long firstSeq = position.seq() + 1;
      for (int from = 0; from < all || !chunks.isEmpty(); ) {
        if (from < all && chunks.size() < 2 * processors) {
          int first = from;
          int end = Math.min(all, from + CHUNK);
          chunks.add(workers.submit(() -> writeChunk(set, first, end, firstSeq)));
          from = end;
        } else {
          for (Published published : await(chunks.remove())) {
            append(published.license(), published.signed(), published.hash());
            write(published.customer(), keys, denied);
          }
        }
      }
    }
  }

  /** Makes, signs and stores the customers of these numbers; runs beside others of its kind. */
  private List<Published> writeChunk(SignedSet set, int first, int end, long firstSeq)
      throws SQLException, IOException {
    List<Published> chunk = new ArrayList<>(end - first);
    CopyText current = currentRows();
    BusinessRows business = new BusinessRows(catalogue);
    List<Catalogue.Entry> sold = catalogue.sold();
    for (int number = first; number < end; number++) {
      SetCustomer customer = SetCustomer.of(number, customers, sold, now);
      License license = customer.license(peppers);
      SignedDocument signed = set.signer().sign(license);
      Published published = new Published(customer, license, signed, signed.payloadHash());
      current.row(columns(license, signed, published.hash(), firstSeq + number));
      business.add(customer, license);
      chunk.add(published);
    }
    try (Connection connection = set.database().connect(DatabaseRole.OWNER)) {
      business.send(connection);
      current.send(connection);
    }
    return chunk;
  }

  private static CopyText currentRows() {
    return new CopyText(
        """
        license_current (subject, kind, version, payload_type, key_id, payload, signature,
                         payload_hash, epoch, seq)\
        """);
  }

  private static Object[] columns(
      SubjectDocument document, SignedDocument signed, Hash hash, long seq) {
    return new Object[] {
      document.subject(),
      "put",
      document.version(),
      signed.payloadType(),
      signed.keyId(),
      signed.payload(),
      signed.signature(),
      hash.toByteArray(),
      EPOCH,
      seq
    };
  }

  /** The next place in the feed is this document's. */
  private void append(SubjectDocument document, SignedDocument signed, Hash hash) {
    position = position.next();
    chain =
        FeedChain.next(chain, position, false, document.subject(), document.version(), signed, now);
    tree.put(document.subject(), document.version(), hash);
    filledBuckets.set(SetTree.bucketOf(document.subject()));
  }

  private static void write(SetCustomer customer, Writer keys, Writer denied) throws IOException {
    String row = customer.key() + "," + customer.connector().id() + "," + customer.account();
    if (customer.outcome() == DecisionCode.VALID) {
      keys.write(row + "\n");
    } else {
      denied.write(row + "," + customer.outcome() + "\n");
    }
  }

  private void writeHead(SignedSet set, Connection owner) throws SQLException, IOException {
    CopyText buckets = new CopyText("feed_bucket (bucket, hash, seq)");
    for (int bucket : filledBuckets.stream().toArray()) {
      buckets.row(bucket, tree.bucketHash(bucket).toByteArray(), position.seq());
    }
    buckets.send(owner);
    try (PreparedStatement head =
        owner.prepareStatement(
            "insert into feed_head (epoch, seq, chain, root) values (?, ?, ?, ?)")) {
      head.setLong(1, position.epoch());
      head.setLong(2, position.seq());
      head.setBytes(3, chain.toByteArray());
      head.setBytes(4, tree.root().toByteArray());
      head.executeUpdate();
    }
    set.storeCheckpoint(owner, position, chain, tree.root());
  }

  private static <T> T await(Future<T> future) throws IOException, SQLException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case SQLException sql -> throw sql;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
