// SPDX-License-Identifier: EPL-2.0
package org.holdfast.notice.mail.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.holdfast.spi.notice.Notice;
import org.holdfast.spi.notice.NoticeItem;

/**
 * A notice as a mail (RFC 5322, MIME): plain text in UTF-8, as Base64, so that no line of it means anything to SMTP. Its
 * date is that of its newest item, and its Message-ID is made of what it tells, so that one that is delivered again is the
 * same mail. Pure.
 */
final class MailText {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final Base64.Encoder BODY = Base64.getMimeEncoder(76, new byte[] {'\r', '\n'});
    /** Bytes of one encoded word (RFC 2047): 75 characters at most. */
    private static final int WORD = 45;

    private MailText() {}

    static String of(Notice notice, MailServer server) {
        NoticeItem last = notice.items().getLast();
        Instant date = last.time();
        List<String> lines = new ArrayList<>();
        lines.add("From: Holdfast <" + server.from() + ">");
        lines.add("To: " + String.join(",\r\n ", server.to()));
        lines.add("Subject: " + words(notice.subject()));
        lines.add("Date: " + DATE.format(date));
        lines.add("Message-ID: <" + notice.items().getFirst().number() + "." + last.number() + "." + date.toEpochMilli()
                + "@" + host(notice.id()) + ".holdfast.invalid>");
        lines.add("Auto-Submitted: auto-generated");
        lines.add("X-Holdfast-Level: " + notice.foremost().level());
        lines.add("MIME-Version: 1.0");
        lines.add("Content-Type: text/plain; charset=utf-8");
        lines.add("Content-Transfer-Encoding: base64");
        lines.add("");
        lines.add(BODY.encodeToString(notice.text().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
        return String.join("\r\n", lines) + "\r\n";
    }

    /** The beginning of the machine's id, which is hexadecimal. */
    private static String host(String id) {
        String digits = id.replaceAll("[^0-9a-f]", "");
        return "m" + digits.substring(0, Math.min(16, digits.length()));
    }

    /** As encoded words, so that nothing in it can be taken for anything else. */
    static String words(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int bytes = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            String letter = Character.toString(text.codePointAt(at));
            int more = letter.getBytes(StandardCharsets.UTF_8).length;
            if (bytes + more > WORD) {
                words.add(word(word));
                word.setLength(0);
                bytes = 0;
            }
            word.append(letter);
            bytes += more;
        }
        words.add(word(word));
        return String.join("\r\n ", words);
    }

    private static String word(StringBuilder text) {
        return "=?UTF-8?B?"
                + Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8))
                + "?=";
    }
}
