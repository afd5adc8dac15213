package com.bpmcentr.console.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what calls with an Idempotency-Key answered, in the database that both consoles share. */
@Repository
class IdempotencyRepository {

  static final Duration KEPT_FOR = Duration.ofHours(24);

  /** A running call is {@linkplain #keepAlive kept alive} far more often. */
  static final Duration LONGEST_SILENCE = Duration.ofMinutes(1);

  /** In the place of a streamed call's hash, which is known only at its end. */
  static final byte[] NOT_READ_YET = new byte[32];

  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private final JdbcClient database;
  private final JsonMapper json;
  private final Clock clock;

  IdempotencyRepository(JdbcClient database, JsonMapper json, Clock clock) {
    this.database = database;
    this.json = json;
    this.clock = clock;
  }

  /** Of calls that begin at once, exactly one is the first: the primary key decides. */
  CallStart begin(IdempotentCall call, byte[] requestHash) {
    Instant now = clock.instant();
    int inserted =
        database
            .sql(
                """
                insert into idempotency_key (token_id, path, key, request_hash, started_at, expires_at)
                values (:token, :path, :key, :hash, :now, :expires)
                on conflict (token_id, path, key) do update
                   set request_hash = excluded.request_hash, started_at = excluded.started_at,
                       expires_at = excluded.expires_at, status = null, headers = null, body = null
                 where idempotency_key.expires_at <= excluded.started_at
                """)
            .param("token", call.tokenId())
            .param("path", call.path())
            .param("key", call.key())
            .param("hash", requestHash)
            .param("now", utc(now))
            .param("expires", utc(now.plus(KEPT_FOR)))
            .update();
    return inserted == 1 ? new CallStart.First() : found(call, requestHash, now);
  }

  private CallStart found(IdempotentCall call, byte[] requestHash, Instant now) {
    return database
        .sql(
            """
            select request_hash, started_at, status, headers::text as headers, body
              from idempotency_key
             where token_id = :token and path = :path and key = :key
            """)
        .param("token", call.tokenId())
        .param("path", call.path())
        .param("key", call.key())
        .query(
            (row, _) -> {
              if (!Arrays.equals(row.getBytes("request_hash"), requestHash)) {
                return new CallStart.OtherParameters();
              }
              int status = row.getInt("status");
              if (!row.wasNull()) {
                return new CallStart.Replay(
                    new KeptAnswer(
                        status,
                        json.readValue(row.getString("headers"), HEADERS),
                        row.getString("body")));
              }
              Instant started = row.getObject("started_at", OffsetDateTime.class).toInstant();
              return started.plus(LONGEST_SILENCE).isAfter(now)
                  ? new CallStart.StillRunning()
                  : new CallStart.Interrupted();
            })
        .optional()
        // The first call was refused and forgotten in between; the client's next attempt is the
        // first.
        .orElseGet(CallStart.StillRunning::new);
  }

  /** Still running: what it began counts from now. */
  void keepAlive(IdempotentCall call) {
    setStarted(call, clock.instant());
  }

  /** Runs no more, and nobody knows what became of it. */
  void giveUp(IdempotentCall call) {
    setStarted(call, clock.instant().minus(LONGEST_SILENCE));
  }

  private void setStarted(IdempotentCall call, Instant started) {
    database
        .sql(
            """
            update idempotency_key set started_at = :started
             where token_id = :token and path = :path and key = :key and status is null
            """)
        .param("started", utc(started))
        .param("token", call.tokenId())
        .param("path", call.path())
        .param("key", call.key())
        .update();
  }

  void keep(IdempotentCall call, KeptAnswer answer) {
    database
        .sql(
            """
            update idempotency_key
               set status = :status, headers = :headers::jsonb, body = :body
             where token_id = :token and path = :path and key = :key
            """)
        .param("status", answer.status())
        .param("headers", json.writeValueAsString(answer.headers()))
        .param("body", answer.body())
        .param("token", call.tokenId())
        .param("path", call.path())
        .param("key", call.key())
        .update();
  }

  /** What a streamed call's parameters came to; before its answer is kept nobody compares them. */
  void setHash(IdempotentCall call, byte[] requestHash) {
    database
        .sql(
            """
            update idempotency_key set request_hash = :hash
             where token_id = :token and path = :path and key = :key
            """)
        .param("hash", requestHash)
        .param("token", call.tokenId())
        .param("path", call.path())
        .param("key", call.key())
        .update();
  }

  /** A refused call changed nothing, so its key is free again. */
  void forget(IdempotentCall call) {
    database
        .sql(
            """
            delete from idempotency_key
             where token_id = :token and path = :path and key = :key and status is null
            """)
        .param("token", call.tokenId())
        .param("path", call.path())
        .param("key", call.key())
        .update();
  }

  int deleteExpired() {
    return database
        .sql("delete from idempotency_key where expires_at <= :now")
        .param("now", utc(clock.instant()))
        .update();
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
