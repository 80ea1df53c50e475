// SPDX-License-Identifier: EPL-2.0
package org.holdfast.trust.internal;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.format.identity.ConfederationRef;
import org.holdfast.format.identity.Labels;
import org.holdfast.format.identity.PartnerPage;
import org.holdfast.format.identity.SheetPartner;
import org.holdfast.model.ConfederationId;
import org.holdfast.model.Id16;
import org.holdfast.model.Id32;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/**
 * Everything on a sheet but the words. Only the identity is insisted on: a line that cannot be read is passed over, since
 * names and addresses only save time.
 */
public final class SheetHead {
    private static final int LONGEST_LINE = 512;
    private static final String GROUPS = "((?:[0-9a-f]{4}[- ]?){8})";
    private static final Pattern MADE = pattern(".*\\bmade\\s+(\\d{4}-\\d\\d-\\d\\d)\\s*");
    private static final Pattern MACHINE = pattern("\\W*machine\\s*:\\s*(\\S.*?)\\s*");
    private static final Pattern IDENTITY = pattern("\\W*identity\\s*:\\s*" + GROUPS + "\\s*");
    private static final Pattern CONFEDERATION =
            pattern("\\W*confederation\\s*:\\s*(\\S.*?)\\s*\\((managed|open)\\)\\s*");
    private static final Pattern CONFEDERATION_ID = pattern("\\W*its id\\s*:\\s*([0-9a-f]{64})\\s*");
    private static final Pattern PARTNER = pattern("\\W*" + GROUPS + "\\s+(\\S{1,260}:\\d{1,5})\\s+(\\S.*?)\\s*");

    private final List<String> lines = new ArrayList<>();

    /** Copies only what stands outside the words: nothing, where there are words alone. */
    public SheetHead(List<CharSequence> all) {
        boolean secret = all.stream().noneMatch(SheetWords::startsWords);
        for (CharSequence line : all) {
            secret = (secret && !SheetWords.endsWords(line)) || SheetWords.startsWords(line);
            if (!secret && line.length() <= LONGEST_LINE) {
                lines.add(line.toString());
            }
        }
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** Whether the sheet names this owner, or none. */
    public boolean fits(OwnerId owner) {
        return first(IDENTITY)
                .map(match -> fingerprint(match.group(1)).equals(SheetPartner.fingerprint(owner)))
                .orElse(true);
    }

    /** What is known beside the words, if they stood on a sheet. */
    public Optional<PartnerPage> page(OwnerId owner) {
        if (first(IDENTITY).isEmpty()) {
            return Optional.empty();
        }
        String name = first(MACHINE).flatMap(match -> name(match.group(1))).orElse(owner.brief());
        return Optional.of(new PartnerPage(owner, name, confederation(), partners(), made()));
    }

    /** A name as it was before somebody spaced the text otherwise; empty if it cannot be one. */
    private static Optional<String> name(String read) {
        try {
            return Optional.of(Labels.name(read.strip().replaceAll("\\s+", " ")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<ConfederationRef> confederation() {
        Optional<Matcher> line = first(CONFEDERATION);
        Optional<Matcher> id = first(CONFEDERATION_ID);
        Optional<String> name = line.flatMap(match -> name(match.group(1)));
        if (id.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ConfederationRef(
                new ConfederationId(Id32.parse(id.get().group(1))),
                name.get(),
                line.get().group(2).equalsIgnoreCase("managed")));
    }

    private Instant made() {
        try {
            return first(MADE)
                    .map(match -> LocalDate.parse(match.group(1))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant())
                    .orElse(Instant.EPOCH);
        } catch (DateTimeException e) {
            return Instant.EPOCH; // the date of a sheet is for people only
        }
    }

    private List<SheetPartner> partners() {
        List<SheetPartner> partners = new ArrayList<>();
        for (String line : lines) {
            Matcher match = PARTNER.matcher(line);
            if (match.matches() && partners.size() < PartnerPage.MAX_PARTNERS) {
                partner(match).ifPresent(partners::add);
            }
        }
        return partners;
    }

    private static Optional<SheetPartner> partner(Matcher match) {
        try {
            NodeAddress address = NodeAddress.parse(match.group(2));
            return name(match.group(3)).map(name -> new SheetPartner(fingerprint(match.group(1)), name, address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Id16 fingerprint(String groups) {
        return Id16.parse(groups.replaceAll("[- ]", ""));
    }

    private Optional<Matcher> first(Pattern pattern) {
        return lines.stream().map(pattern::matcher).filter(Matcher::matches).findFirst();
    }
}
