// SPDX-License-Identifier: EPL-2.0
package org.holdfast.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.holdfast.model.ErrorCode;
import org.holdfast.model.HoldfastException;
import picocli.CommandLine.Option;

/** Options of {@code source add} that say what of a source is backed up, and how it is read. */
final class SourceRules {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([KMGT]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);
    private static final String UNITS = "KMGT";

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "What to leave out, as in a .gitignore, relative to PATH; may be repeated. The last that"
                    + " matches decides; '!GLOB' takes back in.")
    private List<String> exclude = new ArrayList<>();

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Take only what matches, and what lies below it; may be repeated. An exclude wins.")
    private List<String> include = new ArrayList<>();

    @Option(
            names = "--ignore-file",
            paramLabel = "NAME",
            description = "Name of files in folders that say what to leave out there (.holdfastignore).")
    private Optional<String> ignoreFile = Optional.empty();

    @Option(names = "--no-ignore-file", description = "Follow no such files.")
    private boolean noIgnoreFile;

    @Option(names = "--one-file-system", description = "Stay on the file system of PATH.")
    private boolean oneFileSystem;

    @Option(names = "--max-size", paramLabel = "SIZE", description = "Leave out longer files; such as 500M or 2G.")
    private String maxSize = "0";

    @Option(
            names = "--max-age",
            paramLabel = "DAYS",
            description = "Leave out files whose content has not changed for longer.")
    private int maxAge;

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "caches: what folders hold that have a CACHEDIR.TAG is left out; vendor: files that are as a"
                    + " package of the system brought them are. May be repeated.")
    private List<String> presets = new ArrayList<>();

    @Option(names = "--before", paramLabel = "COMMAND", description = "Runs before the source is read.")
    private String before = "";

    @Option(names = "--after", paramLabel = "COMMAND", description = "Runs after it, whatever happened.")
    private String after = "";

    @Option(names = "--hook-seconds", paramLabel = "N", description = "How long each of them may take (600).")
    private int hookSeconds;

    @Option(
            names = "--hook-failure",
            paramLabel = "WHAT",
            description = "When --before fails: stop (do not read the source), or continue.")
    private String hookFailure = "stop";

    @Option(
            names = "--view",
            paramLabel = "KIND",
            description = "Read the files as they are (live), or from a snapshot of their file system: btrfs, lvm.")
    private String view = "live";

    /** Only picocli makes one. */
    SourceRules() {}

    void write(JsonObject body) {
        body.add("exclude", array(exclude));
        body.add("include", array(include));
        body.addProperty("one_file_system", oneFileSystem);
        if (noIgnoreFile && ignoreFile.isPresent()) {
            throw new HoldfastException(
                    ErrorCode.USAGE,
                    "--ignore-file",
                    "--ignore-file and --no-ignore-file contradict each other. Give one of them.");
        }
        ignoreFile
                .or(() -> noIgnoreFile ? Optional.of("") : Optional.empty())
                .ifPresent(name -> body.addProperty("ignore_file", name));
        body.addProperty("largest_bytes", bytes(maxSize));
        body.addProperty("oldest_days", maxAge);
        body.add("presets", array(presets));
        body.addProperty("hook_before", before);
        body.addProperty("hook_after", after);
        body.addProperty("hook_seconds", hookSeconds);
        body.addProperty("hook_failure", hookFailure);
        body.addProperty("view", view);
    }

    private static JsonArray array(List<String> words) {
        JsonArray array = new JsonArray();
        words.forEach(array::add);
        return array;
    }

    /** @throws HoldfastException USAGE */
    static long bytes(String size) {
        Matcher parts = SIZE.matcher(size);
        if (!parts.matches()) {
            throw wrongSize(size);
        }
        int unit = UNITS.indexOf(parts.group(2).toUpperCase(Locale.ROOT));
        int shift = parts.group(2).isEmpty() ? 0 : 10 * (unit + 1);
        long number = Long.parseLong(parts.group(1));
        if (number > Long.MAX_VALUE >> shift) {
            throw wrongSize(size);
        }
        return number << shift;
    }

    private static HoldfastException wrongSize(String size) {
        return new HoldfastException(
                ErrorCode.USAGE, "--max-size", "'" + size + "' is no size such as 100000, 500M or 2G.");
    }

    /** What a source's rules are, behind its path; for people. */
    static String describe(JsonObject source) {
        List<String> parts = new ArrayList<>();
        listed(source, "include", "only ", parts);
        listed(source, "exclude", "without ", parts);
        if (Fields.number(source, "largest_bytes") > 0) {
            parts.add("up to " + Terminal.bytes(Fields.number(source, "largest_bytes")));
        }
        if (Fields.number(source, "oldest_days") > 0) {
            parts.add("changed within " + Fields.number(source, "oldest_days") + " days");
        }
        listed(source, "presets", "presets ", parts);
        if (Fields.flag(source, "one_file_system")) {
            parts.add("one file system");
        }
        hook(source, "before", parts);
        hook(source, "after", parts);
        Fields.find(source, "view")
                .filter(word -> !word.equals("live"))
                .ifPresent(word -> parts.add("from a " + word + " snapshot"));
        return parts.isEmpty() ? "" : "  (" + String.join("; ", parts) + ")";
    }

    private static void listed(JsonObject source, String field, String word, List<String> parts) {
        String all = Fields.list(source, field).stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining(", "));
        if (!all.isEmpty()) {
            parts.add(word + all);
        }
    }

    private static void hook(JsonObject source, String which, List<String> parts) {
        Fields.find(source, "hook_" + which)
                .filter(command -> !command.isEmpty())
                .ifPresent(command -> parts.add(which + ": " + command));
    }
}
