package com.bpmcentr.console.api;

import com.bpmcentr.console.access.AccessTokenStatus;
import com.bpmcentr.console.apikey.ApiKeyStatus;
import com.bpmcentr.console.audit.Outcome;
import com.bpmcentr.console.imports.ImportState;
import com.bpmcentr.console.invoice.InvoiceKind;
import com.bpmcentr.console.invoice.InvoiceStatus;
import com.bpmcentr.console.invoice.PaymentMethod;
import com.bpmcentr.console.job.JobState;
import com.bpmcentr.console.operation.ListFields;
import com.bpmcentr.console.staff.Actor;
import com.bpmcentr.console.staff.Role;
import com.bpmcentr.console.staff.Theme;
import com.bpmcentr.console.subscription.ActionName;
import com.bpmcentr.console.subscription.EventKind;
import com.bpmcentr.console.subscription.SubscriptionStatus;
import com.bpmcentr.license.Category;
import com.bpmcentr.license.ConnectorState;
import com.bpmcentr.license.Environment;
import com.bpmcentr.license.Interval;
import com.bpmcentr.license.Language;
import com.bpmcentr.license.OnStale;
import com.bpmcentr.license.WireName;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;

/** What the OpenAPI document says beyond what the controllers' own types say. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

  private static final String BEARER = "accessToken";
  private static final String PROBLEM = "Problem";

  ApiDocument() {
    SpringDocUtils.getConfig()
        .addRequestWrapperToIgnore(Actor.class, ListParameters.class)
        .replaceWithSchema(AccessTokenStatus.class, wireNames(AccessTokenStatus.values()))
        .replaceWithSchema(ActionName.class, wireNames(ActionName.values()))
        .replaceWithSchema(ApiKeyStatus.class, wireNames(ApiKeyStatus.values()))
        .replaceWithSchema(Category.class, wireNames(Category.values()))
        .replaceWithSchema(ConnectorState.class, wireNames(ConnectorState.values()))
        .replaceWithSchema(Environment.class, wireNames(Environment.values()))
        .replaceWithSchema(EventKind.class, wireNames(EventKind.values()))
        .replaceWithSchema(ImportState.class, wireNames(ImportState.values()))
        .replaceWithSchema(Interval.class, wireNames(Interval.values()))
        .replaceWithSchema(InvoiceKind.class, wireNames(InvoiceKind.values()))
        .replaceWithSchema(InvoiceStatus.class, wireNames(InvoiceStatus.values()))
        .replaceWithSchema(JobState.class, wireNames(JobState.values()))
        .replaceWithSchema(Language.class, wireNames(Language.values()))
        .replaceWithSchema(OnStale.class, wireNames(OnStale.values()))
        .replaceWithSchema(Outcome.class, wireNames(Outcome.values()))
        .replaceWithSchema(PaymentMethod.class, wireNames(PaymentMethod.values()))
        .replaceWithSchema(Role.class, wireNames(Role.values()))
        .replaceWithSchema(SubscriptionStatus.class, wireNames(SubscriptionStatus.values()))
        .replaceWithSchema(Theme.class, wireNames(Theme.values()));
  }

  @Bean
  OpenAPI openApi() {
    ResolvedSchema problem =
        ModelConverters.getInstance(true).readAllAsResolvedSchema(Problem.class);
    Components components = new Components().addSchemas(PROBLEM, problem.schema);
    problem.referencedSchemas.forEach(components::addSchemas);
    return new OpenAPI()
        // The address that the document happened to be fetched from says nothing to others.
        .servers(List.of(new Server().url("/")))
        .info(
            new Info()
                .title("BPM Centr admin API")
                .version("1")
                .description(
                    "Customers, subscriptions, API keys, connectors, edges and the audit log."
                        + " Money is a string with two decimals; times are ISO 8601 in UTC."))
        .components(
            components.addSecuritySchemes(
                BEARER,
                new SecurityScheme()
                    .type(SecurityScheme.Type.HTTP)
                    .scheme("bearer")
                    .description("A staff member's access token, bpm_adm_…")))
        .addSecurityItem(new SecurityRequirement().addList(BEARER));
  }

  @Bean
  OperationCustomizer operations() {
    return (operation, method) -> {
      Listed list = method.getMethodAnnotation(Listed.class);
      if (list != null) {
        describeList(operation, list);
      }
      if (method.hasMethodAnnotation(PostMapping.class)) {
        operation.addParametersItem(
            new Parameter()
                .in("header")
                .name(IdempotencyFilter.HEADER)
                .description("Repeats of the call with the same key run once, for 24 hours.")
                .schema(new StringSchema().minLength(1).maxLength(255)));
      }
      describeAnswers(operation, method.hasMethodAnnotation(Publishes.class));
      return operation;
    };
  }

  private static void describeList(Operation operation, Listed list) {
    operation.addParametersItem(
        query("page", new IntegerSchema().minimum(BigDecimal.ONE)).description("From 1."));
    operation.addParametersItem(
        query(
                "limit",
                new IntegerSchema()
                    .minimum(BigDecimal.ONE)
                    .maximum(BigDecimal.valueOf(ListParameters.MOST_ON_A_PAGE)))
            .description("Of one page; %d unless said.".formatted(ListParameters.DEFAULT_LIMIT)));
    ListFields fields = list.value().fields();
    if (list.sorted() && !fields.sorts().isEmpty()) {
      operation.addParametersItem(
          query("sort", new StringSchema())
              .description(
                  "Fields with commas between them, a minus before one for descending: "
                      + String.join(", ", fields.sorts())));
    }
    for (String filter : fields.filters()) {
      operation.addParametersItem(query("filter[" + filter + "]", new StringSchema()));
    }
  }

  private static void describeAnswers(Operation operation, boolean publishes) {
    if (publishes) {
      Header position =
          new Header()
              .description("Where in the feed edges find the change: <epoch>-<seq>.")
              .schema(new StringSchema());
      operation
          .getResponses()
          .values()
          .forEach(response -> response.addHeaderObject(Answer.LICENSE_POSITION, position));
    }
    operation
        .getResponses()
        .addApiResponse(
            ApiResponses.DEFAULT,
            new ApiResponse()
                .description("Refused or failed; code says why.")
                .content(
                    new Content()
                        .addMediaType(
                            Problem.MEDIA_TYPE,
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM)))));
  }

  private static Parameter query(String name, Schema<?> schema) {
    return new Parameter().in("query").name(name).required(false).schema(schema);
  }

  private static Schema<String> wireNames(WireName[] constants) {
    StringSchema schema = new StringSchema();
    Arrays.stream(constants).map(WireName::wireName).forEach(schema::addEnumItem);
    return schema;
  }
}
