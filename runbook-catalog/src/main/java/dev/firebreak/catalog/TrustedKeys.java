package dev.firebreak.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPObjectFactory;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.jspecify.annotations.Nullable;

/** The OpenPGP keys of those whose tags are trusted. */
record TrustedKeys(PGPPublicKeyRingCollection keys) {
    /**
     * @param file public keys as {@code gpg --export} writes them, with or without {@code --armor}
     * @throws IOException when it cannot be read or holds no keys
     */
    static TrustedKeys read(Path file) throws IOException {
        try (InputStream in = PGPUtil.getDecoderStream(Files.newInputStream(file))) {
            return new TrustedKeys(new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()));
        } catch (PGPException e) {
            throw new IOException(file + " holds no public keys", e);
        }
    }

    /** Whether one of them, neither revoked nor expired by now, made this signature of exactly these bytes. */
    boolean haveSigned(byte[] text, byte[] signature, Instant now) {
        try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(signature))) {
            return new PGPObjectFactory(in, new BcKeyFingerprintCalculator()).nextObject()
                            instanceof PGPSignatureList all
                    && !all.isEmpty()
                    && isGood(all.get(0), text, now);
        } catch (IOException | PGPException e) {
            return false; // whatever it is, it is no signature
        }
    }

    private boolean isGood(PGPSignature signature, byte[] text, Instant now) throws PGPException {
        PGPPublicKey key = keys.getPublicKey(signature.getKeyID());
        if (!isUsable(key, now)) {
            return false;
        }
        signature.init(new BcPGPContentVerifierBuilderProvider(), key);
        signature.update(text);
        return signature.verify();
    }

    private static boolean isUsable(@Nullable PGPPublicKey key, Instant now) {
        return key != null
                && !key.hasRevocation()
                && (key.getValidSeconds() == 0
                        || key.getCreationTime()
                                .toInstant()
                                .plusSeconds(key.getValidSeconds())
                                .isAfter(now));
    }
}
