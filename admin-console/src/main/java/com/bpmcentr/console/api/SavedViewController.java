package com.bpmcentr.console.api;

import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.view.SavedView;
import com.bpmcentr.console.view.SavedViewService;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT + "/saved-views", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Saved views")
class SavedViewController {

  private final SavedViewService views;

  SavedViewController(SavedViewService views) {
    this.views = views;
  }

  /**
   * A list's filters and order under a name.
   *
   * @param query as in the screen's address, {@code status=active&sort=-endDate}
   */
  @Schema(name = "NewSavedView")
  record Fields(@NotNull String list, @NotNull String name, @NotNull String query) {}

  /** One of the caller's own. */
  @Schema(name = "SavedView")
  record Json(UUID id, String list, String name, String query, Instant createdAt) {

    static Json of(SavedView view) {
      return new Json(view.id(), view.list(), view.name(), view.query(), view.createdAt());
    }
  }

  /** All of one list. */
  @Schema(name = "SavedViews")
  record All(List<Json> data) {

    static All of(List<SavedView> views) {
      return new All(views.stream().map(Json::of).toList());
    }
  }

  @Operation(operationId = "listSavedViews", summary = "The caller's own views of a list, by name")
  @GetMapping
  Answer<All> list(Actor actor, @RequestParam String list) {
    return Answer.ok(views.list(actor, list), All::of);
  }

  @Operation(
      operationId = "saveView",
      summary = "Saves a view of a list; a name used before means this one from now on")
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Answer<Json> save(Actor actor, @Valid @RequestBody Fields fields) {
    return Answer.created(
        views.save(actor, fields.list(), fields.name(), fields.query()),
        "/saved-views",
        SavedView::id,
        Json::of);
  }

  @Operation(operationId = "removeSavedView", summary = "Removes one of the caller's own views")
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  Answer<Void> remove(Actor actor, @PathVariable UUID id) {
    return Answer.noContent(views.remove(actor, id));
  }
}
