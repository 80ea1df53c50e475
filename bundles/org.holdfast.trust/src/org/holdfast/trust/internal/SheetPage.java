// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.Id16;

/** Lays a recovery sheet out: at most 62 lines, 80 columns where names are short. The headings are what is read back. */
public final class SheetPage {
    static final String WORDS = "RECOVERY WORDS";
    static final String WORDS_END = "END OF WORDS";
    static final String PARTNERS = "PARTNERS";
    static final String PARTNERS_END = "END OF PARTNERS";

    private static final int CAPACITY = 32 << 10;
    private static final int WORDS_IN_ROW = 5;
    private static final String RULE = "=".repeat(78);

    private final ByteBuffer out = ByteBuffer.allocate(CAPACITY);

    private SheetPage() {}

    /** With the words. */
    public static byte[] full(PartnerPage page, List<String> words) {
        SheetPage sheet = new SheetPage();
        sheet.head("HOLDFAST RECOVERY SHEET", page);
        sheet.line("Whoever has these words can read every backup of this machine, and act as it.");
        sheet.line("Keep this page locked away, and not beside the machine. Make no photograph.");
        sheet.line("");
        sheet.words(words);
        sheet.partners(page.partners());
        sheet.steps();
        return sheet.bytes();
    }

    /** Without the words. */
    public static byte[] withoutSecret(PartnerPage page) {
        SheetPage sheet = new SheetPage();
        sheet.head("HOLDFAST PARTNER PAGE", page);
        sheet.line("This page holds no secret. It goes with the sheet that has the recovery words.");
        sheet.line("");
        sheet.partners(page.partners());
        return sheet.bytes();
    }

    private void head(String title, PartnerPage page) {
        line("%-60s  made %s", title, page.time().atZone(ZoneOffset.UTC).toLocalDate());
        line(RULE);
        line("Machine       : %s", page.ownerName());
        line("Identity      : %s", grouped(SheetPartner.fingerprint(page.owner())));
        page.confederation().ifPresent(ref -> {
            line("Confederation : %s (%s)", ref.name(), ref.managed() ? "managed" : "open");
            line("Its id        : %s", ref.id());
        });
        line("");
    }

    private void words(List<String> words) {
        line(WORDS + " (%d; the last two guard the others against mistakes)", words.size());
        for (int from = 0; from < words.size(); from += WORDS_IN_ROW) {
            for (int i = from; i < Math.min(words.size(), from + WORDS_IN_ROW); i++) {
                put(String.format(Locale.ROOT, "  %2d. ", i + 1));
                put(words.get(i)); // a word of a public list: no string of several words is ever made
                put(" ".repeat(9 - words.get(i).length()));
            }
            line("");
        }
        line(WORDS_END);
        line("");
    }

    private void partners(List<SheetPartner> partners) {
        line(PARTNERS + " when this was printed: identity, address, name. Any one is enough.");
        if (partners.isEmpty()) {
            line("  none yet: print this page again when there are some");
        }
        partners.forEach(each -> line("  %s  %s  %s", grouped(each.fingerprint()), each.address(), each.name()));
        line(PARTNERS_END);
        line("");
    }

    private void steps() {
        line("HOW TO GET EVERYTHING BACK");
        line("  a) Take any computer and install Holdfast on it. The lost one is not needed.");
        line("  b) Connect it to the network in which the partners are.");
        line("  c) Type:  holdfast recover --words --to FOLDER");
        line("     or, if this text is in a file:  holdfast recover --sheet FILE --to FOLDER");
        line("  d) Type the words; a wrong one is named. Addresses may be out of date: if no");
        line("     partner is found, add  --seed HOST:PORT  with the address of any one.");
        line("  e) Wait until it says that all files are back; then seal a new sheet.");
    }

    /** Eight groups of four digits. */
    static String grouped(Id16 fingerprint) {
        return fingerprint.toString().replaceAll("(.{4})(?=.)", "$1-");
    }

    private void line(String format, Object... values) {
        put(String.format(Locale.ROOT, format, values));
        put("\n");
    }

    private void put(String text) {
        out.put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the page; the buffer, which saw the words, is wiped. */
    private byte[] bytes() {
        byte[] page = Arrays.copyOf(out.array(), out.position());
        Arrays.fill(out.array(), (byte) 0);
        return page;
    }
}
