// SPDX-License-Identifier: EPL-2.0
package org.holdfast.transport.tls.internal;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.X509ExtendedKeyManager;
import org.holdfast.spi.transport.LocalKey;
import org.jspecify.annotations.Nullable;

/** Offers the node's one certificate wherever an Ed25519 one is asked for, and no other. */
final class OwnCertificate extends X509ExtendedKeyManager {
    private static final String ALIAS = "device";
    private static final String KEY_TYPE = "EdDSA";
    private final PrivateKey key;
    private final X509Certificate certificate;

    OwnCertificate(LocalKey self) {
        key = self.privateKey();
        certificate = NodeCertificate.of(self);
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return Arrays.asList(keyTypes).contains(KEY_TYPE) ? ALIAS : null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return keyType.equals(KEY_TYPE) ? ALIAS : null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return keyType.equals(KEY_TYPE) ? new String[] {ALIAS} : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return getClientAliases(keyType, issuers);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {certificate};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return key;
    }
}
