// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.recovery;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.core.Reply;
import org.holdfast.model.NodeAddress;
import org.holdfast.model.OwnerId;

/** Where a recovery asked in vain, and what came of it last, so that nobody has to guess. One thread's. */
final class InVain {
    private static final int SHOWN = 8;

    private final Map<String, String> addresses = new TreeMap<>();
    private final Map<String, String> members = new TreeMap<>();

    /** Nothing came of an address. */
    void at(NodeAddress address, String why) {
        addresses.put(address.toString(), why);
    }

    /** Somebody answered there. */
    void answered(NodeAddress address) {
        addresses.remove(address.toString());
    }

    /** A member to which there is a link did not say what it was asked for. */
    void with(OwnerId member, Reply<?> reply) {
        switch (reply) {
            case Reply.Answered<?> answer -> members.remove(member.brief());
            case Reply.Refused<?>(var code, String reason) -> members.put(member.brief(), code + ": " + reason);
            case Reply.Misbehaved<?>(String what) -> members.put(member.brief(), what);
            case Reply.Silent<?>(var why) -> members.put(member.brief(), "no answer, " + why);
            case Reply.Broken<?>(var code, String why) -> members.put(member.brief(), "here, " + code + ": " + why);
        }
    }

    /** For people; says it where nothing was tried, too. */
    String words() {
        if (addresses.isEmpty() && members.isEmpty()) {
            return "No address was known, and nobody was heard in this network.";
        }
        String linked = members.isEmpty() ? "" : "Linked, but without an answer: " + listed(members) + ".";
        String tried = addresses.isEmpty() ? "" : "Tried in vain: " + listed(addresses) + ".";
        return (linked + " " + tried).strip();
    }

    private static String listed(Map<String, String> all) {
        String some = all.entrySet().stream()
                .limit(SHOWN)
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .collect(Collectors.joining(", "));
        return all.size() <= SHOWN ? some : some + ", and " + (all.size() - SHOWN) + " more";
    }
}
