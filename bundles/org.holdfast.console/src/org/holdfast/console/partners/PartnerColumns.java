// SPDX-License-Identifier: EPL-2.0
package org.holdfast.console.partners;

import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.holdfast.console.client.view.Decision;
import org.holdfast.console.client.view.Event;
import org.holdfast.console.client.view.Partner;
import org.holdfast.console.text.Amounts;
import org.holdfast.console.text.Harmless;
import org.holdfast.console.text.Texts;
import org.holdfast.console.widget.Column;
import org.holdfast.console.widget.Tone;

/** How partners, reasons and sites are shown. */
final class PartnerColumns {
    private PartnerColumns() {}

    /** @param silent whether the node does not say how they are now */
    static List<Column<Partner>> partners(BooleanSupplier silent) {
        return List.of(
                Column.text("column.name", 110, Partner::name),
                Column.text("column.site", 80, Partner::site),
                Column.text("column.system", 70, Partner::os),
                Column.word("column.phase", 85, Partner::phase, each -> Texts.word("phase", each.phase())),
                Column.word("column.health", 130, Partner::health, each -> Texts.word("health", each.health())),
                Column.word(
                        "column.seen",
                        130,
                        each -> each.lastSeen().map(Object::toString).orElse(""),
                        each -> seen(each, silent.getAsBoolean())),
                Column.amount("column.there", 95, Partner::usedThere, Amounts::bytes),
                Column.amount("column.here", 95, Partner::usedHere, Amounts::bytes),
                Column.word("column.kept", 85, PartnerColumns::kept, PartnerColumns::shownKept),
                Column.amount("column.link", 90, Partner::averageKbit, PartnerColumns::link),
                Column.text("column.record", 320, Partner::record));
    }

    private static String seen(Partner partner, boolean silent) {
        if (!partner.reachable()) {
            return partner.lastSeen().map(Amounts::minute).orElse("");
        }
        return Texts.of(silent ? "partner.unheard" : "partner.now");
    }

    /** Of its promised time, in per cent; -1 if it has promised none yet. */
    private static Integer kept(Partner partner) {
        return partner.promisedMinutes() == 0 ? -1 : Amounts.percent(partner.seenMinutes(), partner.promisedMinutes());
    }

    private static String shownKept(Partner partner) {
        return kept(partner) < 0 ? "" : kept(partner) + " %";
    }

    private static String link(long kbit) {
        if (kbit == 0) {
            return "";
        }
        return kbit < 10_000 ? Texts.of("amount.kbit", kbit) : Texts.of("amount.mbit", kbit / 1000);
    }

    static String detail(Partner partner) {
        String limits = partner.limitedBy().isEmpty() ? "" : "  " + String.join("; ", partner.limitedBy());
        return Texts.of(
                        "partner.detail",
                        partner.version(),
                        partner.online(),
                        Amounts.bytes(partner.reservedThere()),
                        Amounts.bytes(partner.reservedHere()),
                        String.join(", ", partner.addresses()),
                        partner.keyFingerprint())
                + audit(partner)
                + health(partner)
                + limits;
    }

    private static String audit(Partner partner) {
        return partner.lastAudit().isEmpty()
                ? ""
                : "  " + Texts.of("partner.audit", Harmless.line(partner.lastAudit()));
    }

    private static String health(Partner partner) {
        return partner.healthNote().isEmpty()
                ? ""
                : "  "
                        + Texts.of(
                                "partner.health",
                                Texts.word("health", partner.health()),
                                partner.healthSince().map(Amounts::minute).orElse("?"),
                                Texts.sentence(Harmless.line(partner.healthNote())));
    }

    static String picture(Partner partner) {
        return switch (partner.health()) {
            case "OK", "" -> partner.reachable() ? "check" : "cross"; // older nodes do not say
            case "CONTAINED", "RENEGED", "CORRUPT" -> "cross";
            default -> "alert";
        };
    }

    static Tone tone(Partner partner) {
        return switch (partner.health()) {
            case "OK", "" -> partner.reachable() ? Tone.GOOD : Tone.FAINT;
            case "CONTAINED", "RENEGED", "CORRUPT" -> Tone.BAD;
            default -> Tone.WARN;
        };
    }

    static List<Column<Event>> history() {
        return List.of(
                Column.time("column.time", 140, Event::number, Event::time, Amounts::minute),
                Column.text("column.event", 170, Event::event),
                Column.text("column.text", 420, Event::text));
    }

    static List<Column<Decision>> decisions() {
        return List.of(
                Column.text("column.criterion", 150, Decision::criterion),
                Column.text("column.verdict", 100, Decision::verdict),
                Column.text("column.reason", 360, Decision::reason),
                Column.time(
                        "column.time",
                        140,
                        each -> each.time().map(Object::toString).orElse(""),
                        Decision::time,
                        Amounts::minute));
    }

    static List<Column<Site>> sites() {
        return List.of(
                new Column<>(
                        Texts.of("column.site"),
                        110,
                        false,
                        Comparator.comparing(Site::name),
                        each -> each.name().isEmpty() ? Texts.of("site.none") : Harmless.line(each.name())),
                Column.amount("column.partners", 80, each -> (long) each.partners(), Amounts::count),
                Column.amount("column.reachable", 90, each -> (long) each.reachable(), Amounts::count),
                Column.amount("column.there", 100, Site::bytes, Amounts::bytes));
    }
}
