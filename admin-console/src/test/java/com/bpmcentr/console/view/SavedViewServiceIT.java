package com.bpmcentr.console.view;

import static com.bpmcentr.console.Business.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import com.bpmcentr.console.Business;
import com.bpmcentr.console.operation.InvalidKey;
import com.bpmcentr.console.operation.Refusal;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Origin;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.demo.postgres.DatabaseRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SavedViewServiceIT {

  private static final String QUERY = "status=active&sort=-endDate";

  private static Business business;
  private static SavedViewService views;
  private Actor member;
  private Actor other;

  @BeforeAll
  static void open() {
    business = Business.open();
    views = business.part(SavedViewService.class);
  }

  @AfterAll
  static void close() {
    business.close();
  }

  @BeforeEach
  void newMembers() {
    member = newMember();
    other = newMember();
  }

  @Test
  void save_twoMembers_eachFindsTheirOwnOfThatList() {
    views.save(member, "subscriptions", " Ending soon ", QUERY).orElseThrow();
    views.save(member, "customers", "Blocked", "blocked=true").orElseThrow();
    views.save(other, "subscriptions", "Mine", "q=x").orElseThrow();

    assertThat(of(member))
        .singleElement()
        .satisfies(
            view -> {
              assertThat(view.name()).isEqualTo("Ending soon");
              assertThat(view.query()).isEqualTo(QUERY);
            });
    assertThat(of(other)).extracting(SavedView::name).containsExactly("Mine");
  }

  @Test
  void save_aNameUsedBefore_meansTheNewOne() {
    SavedView first = views.save(member, "subscriptions", "A", QUERY).orElseThrow();
    SavedView second = views.save(member, "subscriptions", "A", "q=new").orElseThrow();

    assertThat(second)
        .isEqualTo(new SavedView(first.id(), "subscriptions", "A", "q=new", first.createdAt()));
    assertThat(of(member)).extracting(SavedView::query).containsExactly("q=new");
  }

  @Test
  void save_moreThanHelpsInFindingOne_isRefused() {
    for (int i = 0; i < SavedViewService.MOST; i++) {
      views.save(member, "subscriptions", "view " + i, QUERY).orElseThrow();
    }

    assertThat(refusal(views.save(member, "subscriptions", "one more", QUERY)))
        .isEqualTo(new Refusal.LimitReached("views", SavedViewService.MOST));
    assertThat(views.save(member, "subscriptions", "view 0", "q=new").orElseThrow().query())
        .isEqualTo("q=new");
  }

  @Test
  void save_whatIsNoView_isRefusedByItsField() {
    assertThat(field("no-such-list", "A", QUERY)).isEqualTo("list");
    assertThat(refusal(views.list(member, "no-such-list")))
        .isEqualTo(new Refusal.Invalid("list", InvalidKey.UNKNOWN));
    assertThat(field("subscriptions", " ", QUERY)).isEqualTo("name");
    assertThat(field("subscriptions", "a".repeat(61), QUERY)).isEqualTo("name");
    assertThat(field("subscriptions", "A", "")).isEqualTo("query");
    assertThat(field("subscriptions", "A", "q=\u0000")).isEqualTo("query");
    assertThat(field("subscriptions", "A", "q=" + "a".repeat(2_000))).isEqualTo("query");
    assertThat(of(member)).isEmpty();
  }

  @Test
  void save_aWholeTokenInTheQuery_keepsItsPrefixOnly() {
    String token = "bpm_adm_Ab3d" + "S".repeat(34);

    views.save(member, "subscriptions", "A", "prefix=" + token + "&sort=name").orElseThrow();

    assertThat(of(member))
        .extracting(SavedView::query)
        .containsExactly("prefix=bpm_adm_Ab3d&sort=name");
  }

  @Test
  void remove_anothersView_isNotFound_andOnesOwnIsGone() {
    UUID id = views.save(member, "subscriptions", "A", QUERY).orElseThrow().id();

    assertThat(refusal(views.remove(other, id)))
        .isEqualTo(new Refusal.NotFound("saved-view", id.toString()));
    views.remove(member, id).orElseThrow();
    assertThat(of(member)).isEmpty();
  }

  private String field(String list, String name, String query) {
    return refusal(views.save(member, list, name, query)) instanceof Refusal.Invalid invalid
        ? invalid.field()
        : "";
  }

  private static List<SavedView> of(Actor actor) {
    return views.list(actor, "subscriptions").orElseThrow();
  }

  private static Actor newMember() {
    UUID id =
        business
            .sql(DatabaseRole.OWNER)
            .sql(
                """
                insert into staff (email, name, role, password_hash, password_changed_at, locale,
                    created_at)
                values (gen_random_uuid() || '@bpmcentr.example', 'Test', 'support', 'none', now(),
                    'en', now())
                returning id
                """)
            .query(UUID.class)
            .single();
    return new Actor(id, "member", Role.SUPPORT, Origin.SCREEN, null);
  }
}
