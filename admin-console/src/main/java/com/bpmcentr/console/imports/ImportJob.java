package com.bpmcentr.console.imports;

import com.bpmcentr.console.job.Block;
import com.bpmcentr.console.job.Job;
import com.bpmcentr.console.job.JobKind;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Permission;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Imports what was received, block after block. While one block's transaction runs the next is
 * decided and signed on another thread.
 */
@Component
final class ImportJob implements JobKind, DisposableBean {

  static final String NAME = "import";

  /**
   * Lines after which an import lets the planner look at the tables, which may have been empty:
   * foreign keys would go on being checked by reading whole tables, as planned for a few rows. Not
   * sooner: of a thousand rows it would still rather read all than look a hundred up. Where the
   * tables are known to be large it costs a look at the catalogue.
   */
  private static final List<Integer> ANALYZED_AT = List.of(2_000, 20_000);

  private final BlockImporter blocks;
  private final ExecutorService preparing =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("import-prepare").factory());

  private @Nullable Ahead ahead;

  ImportJob(BlockImporter blocks) {
    this.blocks = blocks;
  }

  /** The block after the line, in the making. */
  private record Ahead(
      UUID importId, long line, CompletableFuture<Optional<PreparedBlock>> block) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Permission> permissions(Job job) {
    return Set.of(Permission.IMPORT);
  }

  @Override
  public Block next(Job job, Actor actor) {
    UUID importId = job.id();
    Optional<PreparedBlock> prepared = prepared(importId, job.position());
    if (prepared.isEmpty()) {
      return Block.end(job.position());
    }
    PreparedBlock block = prepared.get();
    ahead = prepareAhead(importId, block.lastLine());
    if (ANALYZED_AT.stream().anyMatch(line -> job.position() < line && line <= block.lastLine())) {
      blocks.analyze();
    }
    BlockImporter.Written written = blocks.write(importId, block, actor);
    return new Block(
        block.lastLine(),
        written.made().size() + written.unchanged(),
        written.refused(),
        false,
        () -> blocks.end(importId, written, actor));
  }

  @Override
  public void destroy() {
    preparing.shutdown();
  }

  private Optional<PreparedBlock> prepared(UUID importId, long line) {
    Ahead mine = ahead;
    ahead = null;
    if (mine == null || !mine.importId().equals(importId) || mine.line() != line) {
      return blocks.prepare(importId, line);
    }
    try {
      return mine.block().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private Ahead prepareAhead(UUID importId, long line) {
    return new Ahead(
        importId,
        line,
        CompletableFuture.supplyAsync(() -> blocks.prepare(importId, line), preparing));
  }
}
