package io.obsagent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GET http://ann:s3cret@shop/cart failed | GET http://REDACTED@shop/cart failed",
                "GET http://ann:s3@cret@shop/cart failed | GET http://REDACTED@shop/cart failed",
                "404 for URL: http://shop/cart?user=ann&key=s3cret | 404 for URL: http://shop/cart?user=REDACTED&key=REDACTED",
                "/cart;jsessionid=s3cret?a=1#top | /cart;jsessionid=REDACTED#top",
                "jdbc:postgresql://db/shop?password=s3cret | jdbc:postgresql://db/shop?password=REDACTED",
                "jdbc:sqlserver://db;user=sa;password=s3cret; | jdbc:sqlserver://db;user=REDACTED;password=REDACTED;",
                "jdbc:oracle:thin:scott/s3cret@//db/shop | jdbc:oracle:thin:REDACTED@//db/shop",
                "Authorization: Basic YW5uOnMzY3JldA== refused | Authorization:REDACTED",
                "Set-Cookie: id=s3cret; Path=/ | Set-Cookie:REDACTED",
                "{\"password\": \"s3cret\", \"a\": 1} | {\"password\": \"REDACTED\", \"a\": 1}",
                "client_secret=s3cret, rest | client_secret=REDACTED, rest",
                "sent bearer s3cretabc.def | sent bearer REDACTED",
                "token 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln' | token 'REDACTED'",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln has expired | REDACTED has expired",
                "Detail: Key (email)=(ann@shop) already exists. | Detail: Key (email)=(REDACTED) already exists.",
                "Duplicate entry 'ann@shop' for key 'email' | Duplicate entry REDACTED for key 'email'",
            })
    void hides(String text, String hidden) {
        assertThat(Secrets.hide(text, false)).isEqualTo(hidden);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Connection refused: shop/127.0.0.1:8080",
                "no user 'ann' in group a=b",
                "Unexpected token ')' at line 1, column 2",
                "java.io.IOException: broken\n\tat Shop.open(Shop.java:12)\n\t... 3 more\n",
                "a ? b : c",
            })
    void leavesTheRest(String text) {
        assertThat(Secrets.hide(text, false)).isEqualTo(text);
    }

    @Test
    void hidesLiteralsOfStatements() {
        String text = "no table MISSING; select * from missing where name = 'ann' and a = 'it''s\n\tat A.b(A.java:1)";
        assertThat(Secrets.hide(text, true))
                .isEqualTo("no table MISSING; select * from missing where name = ? and a = ??\n\tat A.b(A.java:1)");
    }

    @Test
    void isNotSlowedDownByAnyText() {
        String[] hostile = {
            "://",
            "://a:",
            "a;b=",
            "?a",
            "authorization",
            "cookie ",
            "bearer ",
            "eyJ",
            "eyJaaaaaaaa-",
            "-eyJaaaaaaaa",
            "jdbc:oracle:x:",
            "jdbc:oracle:",
            "'",
            "'\r",
            "password=",
            "password ",
            "token:\"",
            "Key (",
            "Key (a)=",
            "Duplicate entry '"
        };
        for (String part : hostile) {
            StringBuilder text = new StringBuilder();
            while (text.length() < 512 * 1024) {
                text.append(part);
            }
            long begin = System.nanoTime();
            Secrets.hide(text.toString(), true);
            assertThat(System.nanoTime() - begin).as(part).isLessThan(5_000_000_000L);
        }
    }
}
