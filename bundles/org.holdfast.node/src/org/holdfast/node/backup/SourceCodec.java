// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.backup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.holdfast.core.selection.IgnoreFile;
import org.holdfast.core.selection.Preset;
import org.holdfast.core.selection.SelectionRules;
import org.holdfast.format.ByteReader;
import org.holdfast.format.ByteWriter;
import org.holdfast.model.Bytes;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import org.holdfast.node.hooks.Hooks;
import org.holdfast.node.view.ViewKind;

/** A source as bytes of the ledger. */
final class SourceCodec {
    // Layout, version 2
    //
    // path bytes16 | number of fields u16 | fields, each: number u8 | value bytes16
    //
    // A field that may stand several times is a list. One that is missing has its usual value, and one with a number
    // that
    // is not known here was written by a newer version: leaving it out would change what the source means.
    //
    // Version 1: path bytes16 | one file system u8 | number of globs u16 | each glob bytes16

    /** An empty path and no fields; in version 1 an empty path, a flag and no globs. */
    static final int SMALLEST = Short.BYTES + Short.BYTES;

    private static final int LONGEST = 0xFFFF;
    private static final int ONE_FILE_SYSTEM = 1;
    private static final int EXCLUDE = 2;
    private static final int INCLUDE = 3;
    private static final int IGNORE_FILE = 4;
    private static final int LARGEST_BYTES = 5;
    private static final int OLDEST_DAYS = 6;
    private static final int PRESET = 7;
    private static final int HOOK_BEFORE = 8;
    private static final int HOOK_AFTER = 9;
    private static final int HOOK_SECONDS = 10;
    private static final int HOOK_GO_ON = 11;
    private static final int VIEW = 12;

    private SourceCodec() {}

    static void write(Source source, ByteWriter out) {
        List<Field> fields = fields(source);
        out.bytes16(source.path()).u16(fields.size());
        fields.forEach(field -> out.u8(field.number()).bytes16(field.value()));
    }

    private record Field(int number, Bytes value) {
        static Field of(int number, String value) {
            return new Field(number, Bytes.of(value.getBytes(StandardCharsets.UTF_8)));
        }

        String text() {
            return new String(value.toArray(), StandardCharsets.UTF_8);
        }
    }

    private static List<Field> fields(Source source) {
        SelectionRules rules = source.rules();
        Hooks hooks = source.hooks();
        List<Field> fields = new ArrayList<>();
        fields.add(Field.of(ONE_FILE_SYSTEM, flag(rules.oneFileSystem())));
        rules.exclude().forEach(each -> fields.add(Field.of(EXCLUDE, each)));
        rules.include().forEach(each -> fields.add(Field.of(INCLUDE, each)));
        fields.add(Field.of(IGNORE_FILE, rules.ignoreFile()));
        fields.add(Field.of(LARGEST_BYTES, Long.toString(rules.largestBytes())));
        fields.add(Field.of(OLDEST_DAYS, Integer.toString(rules.oldestDays())));
        rules.presets().stream().sorted().forEach(each -> fields.add(Field.of(PRESET, each.word())));
        fields.add(Field.of(HOOK_BEFORE, hooks.before()));
        fields.add(Field.of(HOOK_AFTER, hooks.after()));
        fields.add(Field.of(HOOK_SECONDS, Integer.toString(hooks.seconds())));
        fields.add(Field.of(HOOK_GO_ON, flag(hooks.goOn())));
        fields.add(Field.of(VIEW, Integer.toString(source.view().number())));
        return fields;
    }

    private static String flag(boolean value) {
        return value ? "1" : "0";
    }

    static Source read(ByteReader in) {
        Bytes path = in.bytes16(LONGEST);
        int count = in.count16(LONGEST, 1 + Short.BYTES);
        Reading reading = new Reading(in);
        for (int i = 0; i < count; i++) {
            reading.take(new Field(in.u8(), in.bytes16(LONGEST)));
        }
        return reading.source(path);
    }

    static Source readFirstVersion(ByteReader in) {
        Bytes path = in.bytes16(LONGEST);
        int flag = in.u8();
        if (flag > 1) {
            throw in.bad("a flag of " + flag);
        }
        int globs = in.count16(LONGEST, Short.BYTES);
        List<String> exclude = new ArrayList<>();
        for (int i = 0; i < globs; i++) {
            exclude.add(new Field(EXCLUDE, in.bytes16(LONGEST)).text());
        }
        return new Source(path, exclude, flag == 1);
    }

    /** What was read of a source so far. */
    private static final class Reading {
        private final ByteReader in;
        private final List<String> include = new ArrayList<>();
        private final List<String> exclude = new ArrayList<>();
        private final Set<Preset> presets = EnumSet.noneOf(Preset.class);
        private String ignoreFile = IgnoreFile.USUAL_NAME;
        private boolean oneFileSystem;
        private long largestBytes;
        private int oldestDays;
        private String before = "";
        private String after = "";
        private int seconds = Hooks.USUAL_SECONDS;
        private boolean goOn;
        private ViewKind view = ViewKind.LIVE;

        Reading(ByteReader in) {
            this.in = in;
        }

        void take(Field field) {
            switch (field.number()) {
                case ONE_FILE_SYSTEM -> oneFileSystem = number(field, 1) == 1;
                case EXCLUDE -> exclude.add(field.text());
                case INCLUDE -> include.add(field.text());
                case IGNORE_FILE -> ignoreFile = field.text();
                case LARGEST_BYTES -> largestBytes = number(field, Long.MAX_VALUE);
                case OLDEST_DAYS -> oldestDays = (int) number(field, Integer.MAX_VALUE);
                case PRESET -> presets.add(Preset.find(field.text()).orElseThrow(() -> newer("preset")));
                case HOOK_BEFORE -> before = field.text();
                case HOOK_AFTER -> after = field.text();
                case HOOK_SECONDS -> seconds = (int) number(field, Integer.MAX_VALUE);
                case HOOK_GO_ON -> goOn = number(field, 1) == 1;
                case VIEW ->
                    view = ViewKind.find((int) number(field, Integer.MAX_VALUE)).orElseThrow(() -> newer("view"));
                default -> throw newer("field " + field.number());
            }
        }

        private long number(Field field, long most) {
            try {
                long value = Long.parseLong(field.text());
                if (value >= 0 && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw in.bad("no number in field " + field.number());
            }
            throw in.bad("a number out of range in field " + field.number());
        }

        private static HoldfastException newer(String what) {
            return new HoldfastException(
                    ErrorCode.NEWER_VERSION,
                    "sources",
                    "The list of sources was written by a newer Holdfast (" + what + "). Install that one again.");
        }

        Source source(Bytes path) {
            return new Source(
                    path,
                    new SelectionRules(include, exclude, ignoreFile, oneFileSystem, largestBytes, oldestDays, presets),
                    new Hooks(before, after, seconds, goOn),
                    view);
        }
    }
}
