// SPDX-License-Identifier: EPL-2.0
package org.holdfast.core.selection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What applies to the entries of one folder of a source. Immutable. */
public final class FolderRules {
    private final Selection selection;
    /** From the source, without a slash in front; empty for the source itself. */
    private final String path;
    /** Why everything here is in; null while only includes choose. */
    private final @Nullable Reason whole;

    private final boolean cache;
    private final @Nullable Ignoring ignoring;

    /** The ignore files that apply, the deepest first. */
    private record Ignoring(
            String folder,
            PatternList patterns,
            int length,
            @Nullable Ignoring above) {}

    private FolderRules(
            Selection selection, String path, @Nullable Reason whole, boolean cache, @Nullable Ignoring ignoring) {
        this.selection = selection;
        this.path = path;
        this.whole = whole;
        this.cache = cache;
        this.ignoring = ignoring;
    }

    static FolderRules root(Selection selection) {
        Reason whole = selection.include().isEmpty() ? Reason.of(Cause.EVERYTHING) : null;
        return new FolderRules(selection, "", whole, false, null);
    }

    /** Whether one more ignore file may be in force here: what strangers write must not fill the memory. */
    public boolean hasRoomFor(IgnoreFile file) {
        return inForce() + file.length() <= IgnoreFile.MOST_IN_FORCE;
    }

    private int inForce() {
        return ignoring == null ? 0 : ignoring.length();
    }

    /** The same folder, with what was found in it. @param tagged whether it says of itself that it is a cache */
    public FolderRules with(Optional<IgnoreFile> ignore, boolean tagged) {
        boolean isCache = tagged && selection.wantsCacheTags();
        if (ignore.isEmpty() && !isCache) {
            return this;
        }
        @Nullable
        Ignoring below = ignore.isPresent()
                ? new Ignoring(
                        path, ignore.get().patterns(), inForce() + ignore.get().length(), ignoring)
                : ignoring;
        return new FolderRules(selection, path, whole, isCache, below);
    }

    /** The rules of a folder in this one that was taken or passed. */
    public FolderRules enter(String name, Decision decision) {
        @Nullable Reason chosen = whole == null && decision instanceof Decision.Taken ? decision.reason() : whole;
        return new FolderRules(selection, below(name), chosen, false, ignoring);
    }

    /** What becomes of an entry of this folder. */
    public Decision judge(Found entry) {
        Optional<Reason> out = ownOrCache(entry);
        if (out.isPresent()) {
            return out.get().cause() == Cause.CACHE_TAG
                    ? new Decision.Taken(out.get())
                    : new Decision.LeftOut(out.get());
        }
        Optional<Reason> pattern = byPatterns(entry);
        if (pattern.filter(reason -> reason.cause() != Cause.TAKEN_BACK).isPresent()) {
            return new Decision.LeftOut(pattern.get());
        }
        Optional<Reason> limit = selection.beyondLimits(entry);
        if (limit.isPresent()) {
            return new Decision.LeftOut(limit.get());
        }
        return chosen(entry, pattern);
    }

    private Optional<Reason> ownOrCache(Found entry) {
        if (entry.ownFolder()) {
            return Optional.of(Reason.of(Cause.OWN_FOLDER));
        }
        if (!cache) {
            return Optional.empty();
        }
        boolean tag = entry.file() && entry.name().equals(CacheTag.NAME);
        return Optional.of(Reason.of(tag ? Cause.CACHE_TAG : Cause.CACHE));
    }

    private Optional<Reason> byPatterns(Found entry) {
        if (!selection.exclude().isEmpty()) {
            Optional<PathPattern> own = selection.exclude().deciding(below(entry.name()), entry.name(), entry.folder());
            if (own.isPresent()) {
                return own.map(each -> reason(each, Cause.EXCLUDED, ""));
            }
        }
        for (Ignoring each = ignoring; each != null; each = each.above()) {
            Optional<PathPattern> found =
                    each.patterns().deciding(from(each.folder(), entry.name()), entry.name(), entry.folder());
            if (found.isPresent()) {
                String file = each.folder().isEmpty() ? "" : each.folder() + "/";
                return Optional.of(reason(
                        found.get(), Cause.IGNORED, file + selection.rules().ignoreFile()));
            }
        }
        return Optional.empty();
    }

    private static Reason reason(PathPattern pattern, Cause cause, String from) {
        return new Reason(pattern.isNegated() ? Cause.TAKEN_BACK : cause, pattern.text(), from);
    }

    private Decision chosen(Found entry, Optional<Reason> takenBack) {
        if (whole == null) {
            return included(entry);
        }
        return taken(entry, takenBack.orElse(whole));
    }

    private Decision included(Found entry) {
        String place = below(entry.name());
        Optional<PathPattern> chosen = selection.include().deciding(place, entry.name(), entry.folder());
        if (chosen.isPresent()) {
            return taken(entry, Reason.of(Cause.INCLUDED, chosen.get().text()));
        }
        Optional<PathPattern> below = entry.folder()
                ? selection.include().all().stream()
                        .filter(each -> each.mayMatchBelow(place))
                        .findFirst()
                : Optional.empty();
        if (below.isEmpty() || isElsewhere(entry)) {
            return new Decision.LeftOut(Reason.of(Cause.NOT_INCLUDED, selection.includes()));
        }
        return new Decision.Passed(Reason.of(Cause.PASSAGE, below.get().text()));
    }

    private Decision taken(Found entry, Reason reason) {
        return isElsewhere(entry)
                ? new Decision.Closed(Reason.of(Cause.OTHER_FILE_SYSTEM))
                : new Decision.Taken(reason);
    }

    private boolean isElsewhere(Found entry) {
        return entry.folder() && entry.otherFileSystem() && selection.rules().oneFileSystem();
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "/" + name;
    }

    /** The path of an entry from a folder at or above this one. */
    private String from(String folder, String name) {
        String full = below(name);
        return folder.isEmpty() ? full : full.substring(folder.length() + 1);
    }
}
