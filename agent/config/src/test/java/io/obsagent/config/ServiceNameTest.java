package io.obsagent.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/opt/shop/cart-1.2.3-SNAPSHOT.jar --port 1 | cart",
                "cart.jar                        | cart",
                "order-service-2.jar             | order-service",
                "C:\\apps\\legacy.war            | legacy",
                "/opt/my apps/cart-1.0.jar x.jar | cart",
                "com.acme.LegacyOrders /data/in.jar | LegacyOrders",
                "com.acme.Main                   | com.acme.Main",
                "shop.orders/com.acme.Orders     | Orders",
                "org.apache.catalina.startup.Bootstrap start | org.apache.catalina.startup.Bootstrap",
                "-1.jar                          | -1",
                ".jar                            | unknown_service:java",
                "''                              | unknown_service:java",
                "                                | unknown_service:java",
            })
    void derivesTheNameFromTheCommand(String command, String name) {
        assertThat(ServiceName.from(command)).isEqualTo(name);
    }
}
