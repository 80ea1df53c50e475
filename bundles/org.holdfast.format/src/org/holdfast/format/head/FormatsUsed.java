// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.head;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.FormatId;
import org.holdfast.model.Formats;

/**
 * The numbers of all formats that live data were written in, plane by plane, ascending: what a blank machine needs
 * readers for.
 */
public record FormatsUsed(
        List<Integer> codes, List<Integer> ciphers, List<Integer> compressions, List<Integer> audits) {
    /** What the product reads by itself. */
    public static final FormatsUsed BUILT_IN = new FormatsUsed(
            numbers(Formats.CODES), numbers(Formats.CIPHERS), numbers(Formats.COMPRESSIONS), numbers(Formats.AUDITS));

    private static final int MOST = 64;

    public FormatsUsed {
        codes = ascending(codes);
        ciphers = ascending(ciphers);
        compressions = ascending(compressions);
        audits = ascending(audits);
    }

    private static List<Integer> ascending(List<Integer> numbers) {
        List<Integer> sorted = numbers.stream().distinct().sorted().toList();
        if (sorted.size() > MOST || sorted.stream().anyMatch(number -> number < 0 || number > 0xFFFF)) {
            throw new IllegalArgumentException("at most " + MOST + " formats in a plane, each a u16");
        }
        return sorted;
    }

    private static List<Integer> numbers(List<FormatId> formats) {
        return formats.stream().map(FormatId::number).toList();
    }

    /** Those that are in both. */
    public FormatsUsed and(FormatsUsed others) {
        return each(others, List::contains);
    }

    /** Those that are not in the others. */
    public FormatsUsed without(FormatsUsed others) {
        return each(others, (plane, number) -> !plane.contains(number));
    }

    private FormatsUsed each(FormatsUsed others, BiPredicate<List<Integer>, Integer> kept) {
        return new FormatsUsed(
                codes.stream().filter(each -> kept.test(others.codes, each)).toList(),
                ciphers.stream().filter(each -> kept.test(others.ciphers, each)).toList(),
                compressions.stream()
                        .filter(each -> kept.test(others.compressions, each))
                        .toList(),
                audits.stream().filter(each -> kept.test(others.audits, each)).toList());
    }

    public boolean isEmpty() {
        return codes.isEmpty() && ciphers.isEmpty() && compressions.isEmpty() && audits.isEmpty();
    }

    // Layout: codes, ciphers, compressions, audits; each: count u16 up to 64 | count × u16, strictly ascending

    void write(ByteWriter out) {
        for (List<Integer> plane : List.of(codes, ciphers, compressions, audits)) {
            out.u16(plane.size());
            plane.forEach(out::u16);
        }
    }

    static FormatsUsed read(ByteReader in) {
        return new FormatsUsed(readPlane(in), readPlane(in), readPlane(in), readPlane(in));
    }

    private static List<Integer> readPlane(ByteReader in) {
        List<Integer> plane = new ArrayList<>();
        for (int left = in.count16(MOST, 2); left > 0; left--) {
            int number = in.u16();
            if (!plane.isEmpty() && number <= plane.getLast()) {
                throw in.bad("format numbers are not ascending");
            }
            plane.add(number);
        }
        return plane;
    }
}
