package com.bpmcentr.console.api;

import com.bpmcentr.console.search.Hit;
import com.bpmcentr.console.search.SearchService;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = ApiPaths.ROOT, produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Search")
class SearchController {

  private final SearchService search;

  SearchController(SearchService search) {
    this.search = search;
  }

  @Operation(
      operationId = "search",
      summary =
          "Finds customers, subscriptions, keys, invoices, connectors, jobs, imports, and for those"
              + " who may read them staff and access tokens: by id, e-mail, name, company, Make"
              + " account (also a former one), prefix, invoice number, payment reference or"
              + " connector; where nothing has it, customers that nearly do, with `similar`; never"
              + " send a whole key")
  @GetMapping("/search")
  Answer<FoundJson> find(Actor actor, @RequestParam(defaultValue = "") String q) {
    return Answer.ok(search.find(actor, q), FoundJson::of);
  }

  /** A few of each kind, what meets it best first. */
  @Schema(name = "SearchResult")
  record FoundJson(List<HitJson> data) {

    private static FoundJson of(List<Hit> hits) {
      return new FoundJson(hits.stream().map(HitJson::of).toList());
    }
  }

  /**
   * Something that was found.
   *
   * @param status of a subscription
   */
  @Schema(name = "SearchHit")
  record HitJson(
      Hit.Kind type,
      String id,
      String title,
      @Nullable String detail,
      boolean similar,
      @Nullable SubscriptionStatus status) {

    private static HitJson of(Hit hit) {
      return new HitJson(
          hit.kind(), hit.id(), hit.title(), hit.detail(), hit.similar(), hit.status());
    }
  }
}
