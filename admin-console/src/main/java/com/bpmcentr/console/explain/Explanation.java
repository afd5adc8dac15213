package com.bpmcentr.console.explain;

import com.bpmcentr.console.apikey.ApiKey;
import com.bpmcentr.console.edge.EdgeState;
import com.bpmcentr.license.ConnectorPolicy;
import com.bpmcentr.license.Decision;
import com.bpmcentr.license.DecisionCode;
import com.bpmcentr.license.DecisionRow;
import com.bpmcentr.license.FeedPosition;
import com.bpmcentr.license.Grant;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a check is answered as it is.
 *
 * @param at the moment that is explained
 * @param past whether that was asked for, instead of the present
 * @param decision the answer; absent where it cannot be told, see {@link #unknown}
 * @param row the row of the table that gave it, or at which it cannot be told
 * @param unknown why it cannot be told; absent where it is
 * @param apiKey the key that was meant; absent when there is none such
 * @param customer the name of whose key it is; absent without a key
 * @param cause what is behind a refusal; absent where the answer says all, and of an earlier moment
 * @param connector the policy that it rests on; absent when none was in force or it is not known
 * @param license the license, likewise
 * @param policy what the connector's policy says
 * @param grants the license's subscriptions for the connector
 * @param edges what each edge held at its last word and answers now, whatever moment is explained
 */
public record Explanation(
    Instant at,
    boolean past,
    @Nullable Decision decision,
    DecisionRow row,
    @Nullable Unknown unknown,
    @Nullable ApiKey apiKey,
    @Nullable String customer,
    @Nullable Cause cause,
    @Nullable Basis connector,
    @Nullable Basis license,
    @Nullable ConnectorPolicy policy,
    List<GrantState> grants,
    List<EdgeView> edges) {

  public Explanation {
    grants = List.copyOf(grants);
    edges = List.copyOf(edges);
  }

  /** Why no decision can be told. */
  public enum Unknown {
    /** What was in force then is no longer kept. */
    NOT_KEPT,
    /** The database's rows are not what was published, and the feed's alarm says so. */
    ROWS_DIFFER
  }

  /** What became of one row of the table. */
  public enum Outcome {
    /** The check was let pass. */
    PASSED,
    /** This row gave the answer. */
    DECIDED,
    /** This row would have come next, and cannot be told. */
    UNKNOWN,
    /** An earlier one gave the answer. */
    NOT_REACHED
  }

  /**
   * A signed document.
   *
   * @param newest whether nothing newer was published since
   */
  public record Basis(
      String subject,
      long version,
      Instant issuedAt,
      FeedPosition position,
      String signedBy,
      boolean newest) {}

  /**
   * A subscription as the license tells it.
   *
   * @param code what it comes to by itself, were nothing else in the way
   */
  public record GrantState(Grant grant, DecisionCode code, boolean chosen) {}

  /**
   * What one edge held at its last word.
   *
   * @param position how far it has applied the feed; absent before it holds a set
   * @param heardAt when it said so
   * @param licenseVersion of the customer's license; absent when it has none, or an older one that
   *     is no longer kept
   * @param connectorVersion of the connector's policy, likewise
   * @param upToDate whether both are the newest
   * @param code what it answers on that; absent when it cannot be told
   */
  public record EdgeView(
      String edgeId,
      String region,
      EdgeState state,
      @Nullable FeedPosition position,
      Instant heardAt,
      @Nullable Long ageSeconds,
      @Nullable Long licenseVersion,
      @Nullable Long connectorVersion,
      boolean upToDate,
      @Nullable DecisionCode code) {}

  /** One row of the table with what became of it. */
  public record Step(DecisionRow row, Outcome outcome) {}

  /** All rows, in the table's order. */
  public List<Step> steps() {
    return Arrays.stream(DecisionRow.values()).map(each -> new Step(each, outcome(each))).toList();
  }

  private Outcome outcome(DecisionRow each) {
    int order = each.compareTo(row);
    if (order != 0) {
      return order < 0 ? Outcome.PASSED : Outcome.NOT_REACHED;
    }
    return unknown == null ? Outcome.DECIDED : Outcome.UNKNOWN;
  }
}
