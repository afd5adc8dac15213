package com.bpmcentr.edge;

import com.bpmcentr.license.Checkpoint;
import com.bpmcentr.license.FeedChain;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import com.bpmcentr.license.SignedDocument;
import com.bpmcentr.license.SubjectDocument;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.DataSource;

/**
 * Publishes as the feed's design says, in plain JDBC: an independent second writing of it, so that
 * the edge is tested against the design and not against the console's code.
 */
public final class TestPublisher implements AutoCloseable {

  private static final long LOCK = 4_711;

  private static final int PATIENCE_SECONDS = 5;

  private final DataSource console;

  /** Those that nothing is done on: a new one is a new process of the database's each time. */
  private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

  private final TestSigner signer;
  private final TestSigner checkpointSigner;

  public TestPublisher(DataSource console, TestSigner signer) {
    this(console, signer, signer);
  }

  /** A publisher that signs its documents and its checkpoints with different keys. */
  public TestPublisher(DataSource console, TestSigner signer, TestSigner checkpointSigner) {
    this.console = console;
    this.signer = signer;
    this.checkpointSigner = checkpointSigner;
  }

  /** What is done on a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private <T> T connected(Work<T> work) {
    try {
      Connection known = idle.poll();
      Connection connection =
          known != null && known.isValid(PATIENCE_SECONDS) ? known : console.getConnection();
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.setAutoCommit(true);
        done = true;
        return result;
      } finally {
        if (done) {
          idle.push(connection);
        } else {
          connection.close();
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
      try {
        connection.close();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Publishes in a transaction of its own. */
  public FeedPosition publish(SubjectDocument... documents) {
    return connected(
        connection -> {
          connection.setAutoCommit(false);
          FeedPosition position = publish(connection, List.of(documents));
          connection.commit();
          return position;
        });
  }

  /** Publishes as the last thing in the caller's transaction, which it leaves open. */
  public FeedPosition publish(Connection connection, List<SubjectDocument> documents)
      throws SQLException {
    List<SignedDocument> signed = documents.stream().map(signer::sign).toList();
    update(connection, "select pg_advisory_xact_lock(?)", LOCK);
    Head head = head(connection);
    FeedPosition position = head.position;
    Hash chain = head.chain;
    for (int i = 0; i < documents.size(); i++) {
      position = position.next();
      chain = append(connection, position, chain, documents.get(i), signed.get(i));
    }
    SetTree tree = tree(connection);
    Hash root = tree.root();
    for (SubjectDocument document : documents) {
      int bucket = SetTree.bucketOf(document.subject());
      update(
          connection,
          """
          insert into feed_bucket (bucket, hash, seq) values (?, ?, ?)
          on conflict (bucket) do update set hash = excluded.hash, seq = excluded.seq
          """,
          bucket,
          tree.bucketHash(bucket).toByteArray(),
          position.seq());
    }
    moveHead(connection, position, chain, root);
    return position;
  }

  /** Begins the next epoch with the set as it is: a recovery that had nothing to issue again. */
  public FeedPosition beginEpoch() {
    return connected(
        connection -> {
          connection.setAutoCommit(false);
          Head head = head(connection);
          FeedPosition position = new FeedPosition(head.position.epoch() + 1, 0);
          moveHead(connection, position, head.chain, tree(connection).root());
          connection.commit();
          return position;
        });
  }

  private void moveHead(Connection connection, FeedPosition position, Hash chain, Hash root)
      throws SQLException {
    update(
        connection,
        """
        insert into feed_head (epoch, seq, chain, root) values (?, ?, ?, ?)
        on conflict (one_row) do update
          set epoch = excluded.epoch, seq = excluded.seq, chain = excluded.chain,
              root = excluded.root
        """,
        position.epoch(),
        position.seq(),
        chain.toByteArray(),
        root.toByteArray());
    SignedDocument checkpoint =
        checkpointSigner.sign(checkpoint(position, chain, root, Instant.now()));
    store(connection, checkpoint, position);
    update(connection, "select pg_notify('feed', ?)", position.toString());
  }

  /** Signs the idle head anew, as if at that time. */
  public void checkpointAt(Instant issuedAt) {
    connected(
        connection -> {
          Head head = head(connection);
          Checkpoint checkpoint =
              checkpoint(head.position, head.chain, tree(connection).root(), issuedAt);
          store(connection, checkpointSigner.sign(checkpoint), head.position);
          return head;
        });
  }

  /**
   * Appends an entry that continues the chain rightly and says what it is told to say: all that
   * somebody can do who writes the tables and has no key. Head and checkpoint stay.
   */
  public void forge(boolean removal, String subject, long version, SignedDocument document) {
    connected(
        connection -> {
          Head head = head(connection);
          FeedPosition position = head.position.next();
          Instant publishedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
          Hash chain =
              FeedChain.next(
                  head.chain, position, removal, subject, version, document, publishedAt);
          insertEntry(
              connection, position, removal, subject, version, document, chain, publishedAt);
          update(connection, "select pg_notify('feed', ?)", position.toString());
          return position;
        });
  }

  /** Stores what claims to be a checkpoint. */
  public void store(SignedDocument checkpoint, FeedPosition position) {
    connected(
        connection -> {
          store(connection, checkpoint, position);
          return position;
        });
  }

  public static Checkpoint checkpoint(
      FeedPosition position, Hash chain, Hash root, Instant issuedAt) {
    return new Checkpoint(
        position, chain, root, Hash.ZERO, issuedAt, issuedAt.plus(Duration.ofDays(30)));
  }

  private static void store(Connection connection, SignedDocument checkpoint, FeedPosition position)
      throws SQLException {
    update(
        connection,
        """
        insert into feed_checkpoint (epoch, seq, payload, key_id, signature)
        values (?, ?, ?, ?, ?)
        on conflict (one_row) do update
          set epoch = excluded.epoch, seq = excluded.seq, payload = excluded.payload,
              key_id = excluded.key_id, signature = excluded.signature
        """,
        position.epoch(),
        position.seq(),
        checkpoint.payload(),
        checkpoint.keyId(),
        checkpoint.signature());
  }

  private record Head(FeedPosition position, Hash chain) {}

  private static Head head(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select epoch, seq, chain from feed_head for update")) {
      return rows.next()
          ? new Head(new FeedPosition(rows.getLong(1), rows.getLong(2)), Hash.of(rows.getBytes(3)))
          : new Head(new FeedPosition(1, 0), Hash.ZERO);
    }
  }

  private static Hash append(
      Connection connection,
      FeedPosition position,
      Hash previous,
      SubjectDocument document,
      SignedDocument signed)
      throws SQLException {
    Instant publishedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Hash chain =
        FeedChain.next(
            previous,
            position,
            document.removed(),
            document.subject(),
            document.version(),
            signed,
            publishedAt);
    insertEntry(
        connection,
        position,
        document.removed(),
        document.subject(),
        document.version(),
        signed,
        chain,
        publishedAt);
    update(
        connection,
        """
        insert into license_current (subject, kind, version, payload_type, key_id, payload,
                                     signature, payload_hash, epoch, seq)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (subject) do update
          set kind = excluded.kind, version = excluded.version,
              payload_type = excluded.payload_type, key_id = excluded.key_id,
              payload = excluded.payload, signature = excluded.signature,
              payload_hash = excluded.payload_hash, epoch = excluded.epoch, seq = excluded.seq
        """,
        document.subject(),
        document.removed() ? "remove" : "put",
        document.version(),
        signed.payloadType(),
        signed.keyId(),
        signed.payload(),
        signed.signature(),
        signed.payloadHash().toByteArray(),
        position.epoch(),
        position.seq());
    return chain;
  }

  private static void insertEntry(
      Connection connection,
      FeedPosition position,
      boolean removal,
      String subject,
      long version,
      SignedDocument document,
      Hash chain,
      Instant publishedAt)
      throws SQLException {
    update(
        connection,
        """
        insert into feed_entry (epoch, seq, kind, subject, version, payload_type, key_id,
                                payload, signature, chain, published_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        position.epoch(),
        position.seq(),
        removal ? "remove" : "put",
        subject,
        version,
        document.payloadType(),
        document.keyId(),
        document.payload(),
        document.signature(),
        chain.toByteArray(),
        Timestamp.from(publishedAt));
  }

  private static SetTree tree(Connection connection) throws SQLException {
    SetTree tree = new SetTree();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select subject, version, payload_hash from license_current")) {
      while (rows.next()) {
        tree.put(rows.getString(1), rows.getLong(2), Hash.of(rows.getBytes(3)));
      }
    }
    return tree;
  }

  private static void update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.execute();
    }
  }
}
