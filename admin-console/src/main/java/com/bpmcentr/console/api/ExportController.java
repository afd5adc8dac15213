package com.bpmcentr.console.api;

import com.bpmcentr.console.export.CsvFile;
import com.bpmcentr.console.export.ExportService;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiPaths.ROOT + "/exports")
@Tag(name = "Exports")
class ExportController {

  private final ExportService exports;

  ExportController(ExportService exports) {
    this.exports = exports;
  }

  @Operation(
      operationId = "exportList",
      summary = "A list as a CSV file: all rows that its filters leave, the newest first",
      responses =
          @ApiResponse(
              responseCode = "200",
              description =
                  "UTF-8 with a byte order mark; what could begin a formula has an apostrophe"
                      + " before it.",
              content = @Content(mediaType = "text/csv", schema = @Schema(type = "string"))))
  @GetMapping("/{list}")
  @Listed(ApiList.PLAIN)
  @Nullable Answer<Void> export(
      Actor actor,
      @PathVariable String list,
      ListParameters parameters,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, HttpRequestMethodNotSupportedException {
    GetOnly.require(request);
    if (parameters.isPart()) {
      throw new InvalidRequestException(
          "page", "page, limit and sort are not for exports: all rows come, the newest first");
    }
    return switch (exports.export(actor, list, parameters.query().filters())) {
      case Result.Refused<CsvFile>(Refusal refusal) -> Answer.refusedList(refusal, parameters);
      case Result.Done<CsvFile>(CsvFile file, _) -> {
        response.setContentType(CsvFile.MEDIA_TYPE);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + list + ".csv\"");
        response.setHeader("Cache-Control", "no-store");
        file.writeTo(response.getOutputStream());
        yield null;
      }
    };
  }
}
