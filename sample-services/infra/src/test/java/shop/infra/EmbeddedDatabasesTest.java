package shop.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.Test;

class EmbeddedDatabasesTest {
    @Test
    void givesEachServiceADatabaseThatItOwns() throws Exception {
        try (EmbeddedDatabases databases = EmbeddedDatabases.start(Path.of("target/postgres"))) {
            EmbeddedDatabases.Database cart = databases.create("cart");
            EmbeddedDatabases.Database loms = databases.create("loms");
            assertThat(loms.url()).isNotEqualTo(cart.url()).endsWith("/loms");
            try (Connection connection = DriverManager.getConnection(loms.url(), loms.user(), loms.password());
                    ResultSet row =
                            connection.createStatement().executeQuery("SELECT current_user, current_database()")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("loms");
                assertThat(row.getString(2)).isEqualTo("loms");
                connection.createStatement().execute("CREATE TABLE orders (id bigint)");
            }
        }
    }
}
