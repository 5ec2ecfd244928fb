package io.obsagent.instrumentation.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTemplateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/plain/{id}/** | /plain/{id}/**",
                "/{id:[0-9]+} | /{id}",
                "/{id : [0-9]{3}:[a-z]{2}}/x/{y} | /{id}/x/{y}",
                "/a:b/{c:.*} | /a:b/{c}",
                "/un}balanced:{x | /un}balanced:{x",
            })
    void losesItsExpressions(String template, String plain) {
        assertThat(RouteTemplate.withoutExpressions(template)).isEqualTo(plain);
    }
}
