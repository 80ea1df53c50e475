// SPDX-License-Identifier: EPL-2.0
package org.holdfast.format.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.holdfast.model.Bytes;

/**
 * The golden vectors of docs/vectors/identity.json: names and values, all strings. {@link #main} writes the file anew;
 * that is done when a document gets a new version, and old vectors are never changed.
 */
final class IdentityVectors {
    static final Path FILE = Path.of("../../docs/vectors/identity.json");
    private static final Pattern MEMBER = Pattern.compile("\"([a-z0-9-]+)\":\\s*\"([^\"]*)\"");

    private IdentityVectors() {}

    static Map<String, String> read() throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        var match = MEMBER.matcher(Files.readString(FILE));
        while (match.find()) {
            members.put(match.group(1), match.group(2));
        }
        return members;
    }

    /** What this version of Holdfast makes. */
    static Map<String, String> make() {
        Map<String, String> members = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            members.put(kind.title(), HexFormat.of().formatHex(kind.example()));
        }
        members.put("confederation-id-v1", Cast.FOUNDING.id().toString());
        members.put(
                "open-confederation-id-v1",
                ConfederationRef.open("Röst & Söhne").id().toString());
        members.put("join-code-text-v1", Cast.code().text());
        members.put("invitation-id-v1", Cast.code().invitation().toString());
        members.put(
                "join-proof-of-joiner-v1",
                HexFormat.of()
                        .formatHex(JoinProof.make(
                                Cast.code(),
                                JoinProof.Role.JOINER,
                                Cast.filled(42, 32),
                                Cast.BOB.owner(),
                                Cast.ALICE.owner())));
        members.put(
                "pairing-commitment-v1",
                Cast.pairing(Cast.ALICE, 0x44).commitment().toString());
        members.put(
                "pairing-digits-v1",
                PairingDigits.of(
                        Cast.pairing(Cast.ALICE, 0x44), Cast.pairing(Cast.BOB, 0x55), Bytes.of(Cast.filled(42, 32))));
        members.put("recovery-secret", HexFormat.of().formatHex(Cast.secret()));
        members.put("recovery-words-v1", String.join(" ", RecoveryWords.of(Cast.secret())));
        members.put("recovery-words-of-zeros-v1", String.join(" ", RecoveryWords.of(new byte[32])));
        members.put("recovery-sheet-text-v1", Cast.sheet().text());
        return members;
    }

    public static void main(String[] arguments) throws IOException {
        StringBuilder json = new StringBuilder("{\n  \"about\": \"docs/format-identity.md, golden vectors\"");
        make().forEach((name, value) -> json.append(",\n  \"")
                .append(name)
                .append("\": \"")
                .append(value)
                .append('"'));
        Files.createDirectories(FILE.getParent());
        Files.writeString(FILE, json.append("\n}\n"));
    }
}
