// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.member;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A CA for tests: makes real certificates (RFC 5280 section 4.1), right and wrong ones. */
public final class TestAuthority {
    public static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    public static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
    static final int DIGITAL_SIGNATURE = 0x80;
    static final int KEY_ENCIPHERMENT = 0x20;
    private static final int CERTIFICATE_SIGNING = 0x04;
    private static final int SEQUENCE = 0x30;

    private final X509Certificate certificate;
    private final KeyPair pair;
    private final List<X509Certificate> between;

    private TestAuthority(X509Certificate certificate, KeyPair pair, List<X509Certificate> between) {
        this.certificate = certificate;
        this.pair = pair;
        this.between = between;
    }

    /**
     * What a certificate is to say.
     *
     * @param key Ed25519, secp256r1, secp384r1, secp521r1, or the bits of an RSA key
     * @param pathLength of a CA; none for a machine
     * @param usage first byte of the key usage; null to leave it out
     */
    public record Wanted(
            String name,
            String key,
            Instant from,
            Instant until,
            Optional<Integer> pathLength,
            @Nullable Integer usage,
            List<String> purposes,
            boolean constrained) {
        /** A machine's, good for a year around now. */
        public static Wanted machine(String name) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            return new Wanted(
                    name,
                    "Ed25519",
                    now.minus(1, ChronoUnit.DAYS),
                    now.plus(364, ChronoUnit.DAYS),
                    Optional.empty(),
                    DIGITAL_SIGNATURE,
                    List.of(CLIENT_AUTH),
                    false);
        }

        static Wanted authority(String name, int pathLength) {
            Wanted like = machine(name);
            return new Wanted(
                    name,
                    like.key,
                    like.from,
                    like.until,
                    Optional.of(pathLength),
                    CERTIFICATE_SIGNING,
                    List.of(),
                    false);
        }

        Wanted key(String other) {
            return new Wanted(name, other, from, until, pathLength, usage, purposes, constrained);
        }

        public Wanted valid(Instant since, Instant to) {
            return new Wanted(name, key, since, to, pathLength, usage, purposes, constrained);
        }

        Wanted usage(@Nullable Integer other) {
            return new Wanted(name, key, from, until, pathLength, other, purposes, constrained);
        }

        Wanted forPurposes(String... other) {
            return new Wanted(name, key, from, until, pathLength, usage, List.of(other), constrained);
        }

        Wanted withNameConstraints() {
            return new Wanted(name, key, from, until, pathLength, usage, purposes, true);
        }
    }

    /** A certificate, its key, and those between it and the root. */
    public record Issued(List<X509Certificate> chain, PrivateKey key) {
        /** Writes both as PEM. */
        public Path[] files(Path folder) {
            try {
                String text = chain.stream().map(TestAuthority::pem).collect(Collectors.joining());
                return new Path[] {
                    Files.writeString(folder.resolve("machine.pem"), text),
                    Files.writeString(folder.resolve("machine.key"), pem("PRIVATE KEY", key.getEncoded()))
                };
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public static TestAuthority root(String name) {
        return root(Wanted.authority(name, 2));
    }

    static TestAuthority root(Wanted wanted) {
        KeyPair pair = pair(wanted.key());
        return new TestAuthority(make(wanted, pair.getPublic(), wanted.name(), pair, "SHA256"), pair, List.of());
    }

    /** One below this one. */
    TestAuthority below(Wanted wanted) {
        KeyPair own = pair(wanted.key());
        X509Certificate made = make(wanted, own.getPublic(), name(), pair, "SHA256");
        return new TestAuthority(
                made, own, Stream.concat(Stream.of(made), between.stream()).toList());
    }

    public Issued issue(Wanted wanted) {
        return issue(wanted, "SHA256");
    }

    Issued issue(Wanted wanted, String hash) {
        KeyPair own = pair(wanted.key());
        X509Certificate made = make(wanted, own.getPublic(), name(), pair, hash);
        return new Issued(Stream.concat(Stream.of(made), between.stream()).toList(), own.getPrivate());
    }

    X509Certificate certificate() {
        return certificate;
    }

    public Path file(Path folder) {
        try {
            return Files.writeString(folder.resolve("ca-" + name() + ".pem"), pem(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String name() {
        return certificate.getSubjectX500Principal().getName().substring("CN=".length());
    }

    private static KeyPair pair(String key) {
        try {
            if (Character.isDigit(key.charAt(0))) {
                KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
                rsa.initialize(Integer.parseInt(key));
                return rsa.generateKeyPair();
            }
            if (key.equals("Ed25519")) {
                return KeyPairGenerator.getInstance(key).generateKeyPair();
            }
            KeyPairGenerator curve = KeyPairGenerator.getInstance("EC");
            curve.initialize(new ECGenParameterSpec(key));
            return curve.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate make(Wanted wanted, PublicKey key, String issuer, KeyPair signing, String hash) {
        try {
            String algorithm = switch (signing.getPrivate().getAlgorithm()) {
                case "RSA" -> hash + "withRSA";
                case "EC" -> hash + "withECDSA";
                default -> "Ed25519";
            };
            byte[] named = algorithm(algorithm);
            byte[] body = value(
                    SEQUENCE,
                    value(0xA0, value(0x02, new byte[] {2})),
                    value(
                            0x02,
                            new BigInteger(63, new SecureRandom()).setBit(62).toByteArray()),
                    named,
                    distinguished(issuer),
                    value(SEQUENCE, time(wanted.from()), time(wanted.until())),
                    distinguished(wanted.name()),
                    key.getEncoded(),
                    value(0xA3, value(SEQUENCE, extensions(wanted))));
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(signing.getPrivate());
            signature.update(body);
            return certificate(body, named, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(byte[] body, byte[] algorithm, byte[] signature)
            throws GeneralSecurityException {
        byte[] whole = value(SEQUENCE, body, algorithm, value(0x03, new byte[1], signature));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    /** The same certificate with the other ECDSA signature that is right, which anybody can make: n - s for s. */
    X509Certificate signedOtherwise(X509Certificate issued) {
        byte[] signature = issued.getSignature();
        int r = 4 + signature[3];
        BigInteger s = new BigInteger(Arrays.copyOfRange(signature, r + 2, signature.length));
        BigInteger order = ((ECPublicKey) pair.getPublic()).getParams().getOrder();
        byte[] other = value(
                SEQUENCE,
                Arrays.copyOfRange(signature, 2, r),
                value(0x02, order.subtract(s).toByteArray()));
        try {
            return certificate(issued.getTBSCertificate(), algorithm("SHA256withECDSA"), other);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] algorithm(String name) {
        byte[] none = value(0x05);
        return switch (name) {
            case "SHA256withRSA" -> value(SEQUENCE, oid("1.2.840.113549.1.1.11"), none);
            case "SHA1withRSA" -> value(SEQUENCE, oid("1.2.840.113549.1.1.5"), none);
            case "SHA256withECDSA" -> value(SEQUENCE, oid("1.2.840.10045.4.3.2"));
            default -> value(SEQUENCE, oid("1.3.101.112"));
        };
    }

    private static byte[][] extensions(Wanted wanted) {
        List<byte[]> all = new java.util.ArrayList<>();
        wanted.pathLength().ifPresent(length -> {
            byte[] yes = value(0x01, new byte[] {(byte) 0xFF});
            all.add(extension("2.5.29.19", value(SEQUENCE, yes, value(0x02, new byte[] {length.byteValue()}))));
        });
        if (wanted.usage() != null) {
            all.add(extension(
                    "2.5.29.15", value(0x03, new byte[] {0, wanted.usage().byteValue()})));
        }
        if (!wanted.purposes().isEmpty()) {
            byte[][] purposes =
                    wanted.purposes().stream().map(TestAuthority::oid).toArray(byte[][]::new);
            all.add(extension("2.5.29.37", value(SEQUENCE, purposes)));
        }
        if (wanted.constrained()) {
            byte[] name = value(0x82, "example.org".getBytes(StandardCharsets.US_ASCII));
            all.add(extension("2.5.29.30", value(SEQUENCE, value(0xA0, value(SEQUENCE, name)))));
        }
        return all.toArray(byte[][]::new);
    }

    /** All are critical, so that nothing is passed over. */
    private static byte[] extension(String oid, byte[] content) {
        return value(SEQUENCE, oid(oid), value(0x01, new byte[] {(byte) 0xFF}), value(0x04, content));
    }

    private static byte[] distinguished(String name) {
        byte[] text = value(0x0C, name.getBytes(StandardCharsets.UTF_8));
        return value(SEQUENCE, value(0x31, value(SEQUENCE, oid("2.5.4.3"), text)));
    }

    private static byte[] time(Instant time) {
        String text = DateTimeFormatter.ofPattern("uuMMddHHmmss'Z'").format(time.atZone(ZoneOffset.UTC));
        return value(0x17, text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] oid(String dotted) {
        int[] arcs = Stream.of(dotted.split("\\.")).mapToInt(Integer::parseInt).toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(40 * arcs[0] + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arcs[i] >>> shift != 0) {
                    out.write(arcs[i] >>> shift & 0x7F | 0x80);
                }
            }
            out.write(arcs[i] & 0x7F);
        }
        return value(0x06, out.toByteArray());
    }

    /** Tag, length in the shortest form, and the parts as content. */
    private static byte[] value(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            whole.writeBytes(new byte[] {(byte) 0x82, (byte) (length >>> 8), (byte) length});
        } else if (length >= 0x80) {
            whole.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            whole.write(length);
        }
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    static String pem(X509Certificate certificate) {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
