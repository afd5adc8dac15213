package com.bpmcentr.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.bpmcentr.console.operation.SortOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class ListParametersTest {

  @Test
  void of_nothingAsked_isTheFirstPage() {
    ListParameters parameters = ListParameters.of(new MockHttpServletRequest());

    assertThat(parameters.page()).isEqualTo(1);
    assertThat(parameters.query().offset()).isZero();
    assertThat(parameters.query().limit()).isEqualTo(20);
    assertThat(parameters.query().filters()).isEmpty();
    assertThat(parameters.query().sort()).isEmpty();
  }

  @Test
  void of_everythingAsked_isRead() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addParameter("page", "3");
    request.addParameter("limit", "100");
    request.addParameter("sort", "name,-createdAt");
    request.addParameter("filter[status]", "active");

    ListParameters parameters = ListParameters.of(request);

    assertThat(parameters.query().offset()).isEqualTo(200);
    assertThat(parameters.query().limit()).isEqualTo(100);
    assertThat(parameters.query().sort())
        .containsExactly(SortOrder.ascending("name"), SortOrder.descending("createdAt"));
    assertThat(parameters.query().filters()).containsEntry("status", "active").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "page, 0",
    "page, -1",
    "page, x",
    "page, 1000001",
    "page, 99999999999999999999",
    "limit, 0",
    "limit, 101",
    "limit, 1.5",
    "limit, ''",
    "sort, 'name,'",
    "sort, '--name'",
    "sort, 'name;drop'",
    "sort, 'customer,-customer'",
    "filter, active",
    "filter[], active",
    "'filter[a b]', active",
    "offset, 3"
  })
  void of_parameterThatIsWrong_namesIt(String name, String value) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addParameter(name, value);

    assertThatThrownBy(() -> ListParameters.of(request))
        .isInstanceOfSatisfying(
            InvalidRequestException.class,
            refused ->
                assertThat(refused.problem().errors())
                    .singleElement()
                    .extracting(Problem.FieldError::field)
                    .isEqualTo(name));
  }

  @Test
  void of_parameterTwice_namesIt() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addParameter("page", "1", "2");

    assertThatThrownBy(() -> ListParameters.of(request)).hasMessageContaining("page");
  }
}
