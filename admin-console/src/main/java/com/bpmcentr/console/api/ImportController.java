package com.bpmcentr.console.api;

import static com.bpmcentr.console.staff.Permission.IMPORT;

import com.bpmcentr.console.imports.Import;
import com.bpmcentr.console.imports.ImportDownloads;
import com.bpmcentr.console.imports.ImportService;
import com.bpmcentr.console.imports.ImportService.KeyParts;
import com.bpmcentr.console.operation.Result;
import com.bpmcentr.console.staff.Actor;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(ApiPaths.IMPORTS)
@Tag(name = "Imports")
class ImportController {

  private final ImportService imports;
  private final ImportDownloads downloads;
  private final Clock clock;

  ImportController(ImportService imports, ImportDownloads downloads, Clock clock) {
    this.imports = imports;
    this.downloads = downloads;
    this.clock = clock;
  }

  @Operation(
      operationId = "startImport",
      summary = "Imports customers with their keys and subscriptions, one a line",
      requestBody =
          @RequestBody(
              required = true,
              description =
                  "Lines of at most 65,536 bytes, at most 2,000,000 of them, blank ones too; the body is streamed.",
              content =
                  @Content(
                      mediaType = ImportMedia.NDJSON,
                      schema = @Schema(implementation = ImportedCustomerLine.class))))
  @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Takes(IMPORT)
  Answer<ImportJson> start(Actor actor, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    ImportMedia.requireLines(request);
    return Answer.accepted(
        imports.receive(actor, request.getInputStream()),
        "/imports",
        Import::id,
        started -> ImportJson.of(started, clock.instant()));
  }

  @Operation(
      operationId = "previewImport",
      summary = "What would become of the lines if they were imported now; keeps nothing of them",
      requestBody =
          @RequestBody(
              required = true,
              description = "As of an import.",
              content =
                  @Content(
                      mediaType = ImportMedia.NDJSON,
                      schema = @Schema(implementation = ImportedCustomerLine.class))))
  @PostMapping(path = "/preview", produces = MediaType.APPLICATION_JSON_VALUE)
  @Takes(IMPORT)
  Answer<ImportPreviewJson> preview(Actor actor, HttpServletRequest request)
      throws IOException, HttpMediaTypeNotSupportedException {
    ImportMedia.requireLines(request);
    return Answer.ok(imports.preview(actor, request.getInputStream()), ImportPreviewJson::of);
  }

  @Operation(operationId = "listImports", summary = "Lists imports, the newest first")
  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  @Listed(ApiList.IMPORTS)
  Answer<Listing<ImportJson>> list(Actor actor, ListParameters parameters) {
    return Answer.page(
        imports.list(actor, parameters.query()),
        parameters,
        each -> ImportJson.of(each, clock.instant()));
  }

  @Operation(
      operationId = "getImport",
      summary = "How far an import has come, and the lines that it refused, by the page")
  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  @Listed(ApiList.PLAIN)
  Answer<ImportDetailJson> get(Actor actor, @PathVariable UUID id, ListParameters parameters) {
    return switch (imports.refusedLines(actor, id, parameters.query())) {
      case Result.Refused(var refusal) -> Answer.refusedList(refusal, parameters);
      case Result.Done(var refused, _) ->
          Answer.ok(
              imports.get(actor, id),
              found ->
                  new ImportDetailJson(
                      ImportJson.of(found, clock.instant()),
                      Listing.of(parameters, refused, RefusedLineJson::of)));
    };
  }

  @Operation(
      operationId = "fetchImportKeys",
      summary = "The keys that the import made, one a line: once, and within seven days",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "What was read is gone, also if the answer never arrives.",
              content =
                  @Content(
                      mediaType = ImportMedia.NDJSON,
                      schema = @Schema(implementation = GeneratedKeyLine.class))))
  @GetMapping(path = "/{id}/keys")
  @Takes(IMPORT)
  @Nullable Answer<Void> keys(
      Actor actor, @PathVariable UUID id, HttpServletRequest request, HttpServletResponse response)
      throws IOException, HttpRequestMethodNotSupportedException {
    GetOnly.require(request);
    return switch (imports.fetchKeys(actor, id)) {
      case Result.Refused(var refusal) -> Answer.refused(refusal);
      case Result.Done(KeyParts keys, _) -> {
        response.setContentType(ImportMedia.NDJSON);
        response.setHeader("Cache-Control", "no-store");
        downloads.write(keys, response.getOutputStream());
        yield null;
      }
    };
  }
}
