package com.bpmcentr.console.recovery;

import com.bpmcentr.license.Hash;
import com.bpmcentr.license.SetTree;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How often each subject was issued, by the business rows: the next number is theirs. */
@Repository
class IssueCountRepository {

  private static final int ROWS_A_FETCH = 5_000;

  private final JdbcTemplate streaming;
  private final JdbcClient jdbc;

  IssueCountRepository(DataSource database) {
    this.streaming = new JdbcTemplate(database);
    this.streaming.setFetchSize(ROWS_A_FETCH);
    this.jdbc = JdbcClient.create(database);
  }

  /**
   * How often each subject was issued by the business rows' own count, with the hash of the
   * document where the current set has it. In a transaction.
   */
  SetTree issued() {
    SetTree issued = new SetTree();
    streaming.query(
        """
        select s.subject, s.version, sha256(l.payload) as payload_hash
          from (select 'customer:' || id as subject, license_version as version from customer
                union all
                select 'connector:' || id, policy_version from connector) s
          left join license_current l on l.subject = s.subject and l.version = s.version
         where s.version > 0
        """,
        row -> {
          byte[] hash = row.getBytes("payload_hash");
          issued.put(
              row.getString("subject"),
              row.getLong("version"),
              hash == null ? Hash.ZERO : Hash.of(hash));
        });
    return issued;
  }

  /** Has the customer's next license get a number above this one. */
  void countFrom(UUID customerId, long version) {
    jdbc.sql(
            """
            update customer set license_version = greatest(license_version, :version)
             where id = :id
            """)
        .param("id", customerId)
        .param("version", version)
        .update();
  }

  /** Has the connector's next policy get a number above this one. */
  void countFrom(String connectorId, long version) {
    jdbc.sql(
            """
            update connector set policy_version = greatest(policy_version, :version)
             where id = :id
            """)
        .param("id", connectorId)
        .param("version", version)
        .update();
  }

  /** Has every subject's next document get a number higher by this. */
  void countOn(long versions) {
    jdbc.sql("update customer set license_version = license_version + :more")
        .param("more", versions)
        .update();
    jdbc.sql("update connector set policy_version = policy_version + :more")
        .param("more", versions)
        .update();
  }

  /** All customers that there are. */
  List<UUID> customers() {
    return jdbc.sql("select id from customer order by id")
        .query((row, _) -> row.getObject("id", UUID.class))
        .list();
  }

  /** All connectors that there are. */
  List<String> connectors() {
    return jdbc.sql("select id from connector order by id")
        .query((row, _) -> row.getString("id"))
        .list();
  }
}
