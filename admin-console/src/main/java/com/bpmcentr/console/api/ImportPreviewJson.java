package com.bpmcentr.console.api;

import com.bpmcentr.console.imports.ImportPreview;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What would become of lines if they were imported now; of two that speak of the same each is told
 * as if it were alone.
 *
 * @param lines empty ones aside
 * @param imported customers that would be new
 * @param unchanged lines of customers that are here already
 * @param generatedKeys of the keys, how many would be made
 * @param customers the first that would be new
 * @param refusedLines the first that would be refused
 */
@Schema(name = "ImportPreview")
record ImportPreviewJson(
    long lines,
    long imported,
    long unchanged,
    long refused,
    long keys,
    long generatedKeys,
    long subscriptions,
    List<NewcomerJson> customers,
    List<RefusedLineJson> refusedLines) {

  /**
   * A customer that would be new.
   *
   * @param line its number in what was sent, from 1
   */
  @Schema(name = "ImportNewcomer")
  record NewcomerJson(
      long line,
      String externalId,
      String name,
      String email,
      int keys,
      List<String> connectorIds) {

    private static NewcomerJson of(ImportPreview.Newcomer newcomer) {
      return new NewcomerJson(
          newcomer.number(),
          newcomer.externalId(),
          newcomer.name(),
          newcomer.email(),
          newcomer.keys(),
          newcomer.connectorIds());
    }
  }

  static ImportPreviewJson of(ImportPreview preview) {
    return new ImportPreviewJson(
        preview.lines(),
        preview.imported(),
        preview.unchanged(),
        preview.refused(),
        preview.keys(),
        preview.generated(),
        preview.subscriptions(),
        preview.first().stream().map(NewcomerJson::of).toList(),
        preview.problems().stream().map(RefusedLineJson::of).toList());
  }
}
