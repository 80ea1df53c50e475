// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.webhook;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeItem;

/**
 * What is posted: one JSON object, in docs/notices.md. {@code text} has the whole notice, as chat services show that field.
 * Pure.
 */
final class Body {
    private static final String MARKUP = "<>@&|*_[]`";

    /** From a character of ASCII to its wide form in Unicode. */
    private static final int WIDE = 0xFEE0;

    private Body() {}

    static byte[] of(Notice notice) {
        Notice shown = new Notice(name(notice.machine()), notice.id(), name(notice.confederation()), notice.items());
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.beginObject();
            json.name("type").value("holdfast.notice");
            json.name("machine").value(notice.machine());
            json.name("id").value(notice.id());
            json.name("confederation").value(notice.confederation());
            json.name("subject").value(shown.subject());
            json.name("text").value(shown.subject() + "\n\n" + shown.text());
            json.name("items").beginArray();
            for (NoticeItem each : notice.items()) {
                item(json, each);
            }
            json.endArray();
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Chat services would take it for links, mentions or markup; the node has done so with names inside of items. */
    private static String name(String given) {
        return given.codePoints()
                .map(point -> MARKUP.indexOf(point) < 0 ? point : point + WIDE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static void item(JsonWriter json, NoticeItem item) throws IOException {
        json.beginObject();
        json.name("number").value(item.number());
        json.name("time").value(item.time().toString());
        json.name("level").value(item.level().name());
        json.name("kind").value(item.kind());
        json.name("what").value(item.what());
        json.name("advice").value(item.advice());
        json.endObject();
    }

    /** {@code sha256=} and the HMAC-SHA256, in hexadecimal, over the body. */
    static String signature(byte[] secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
