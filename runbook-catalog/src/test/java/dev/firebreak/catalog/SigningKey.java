package dev.firebreak.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.TagBuilder;

/** Signs tags as {@code git tag --sign} does. */
record SigningKey(PGPKeyPair pair) {
    static SigningKey make() throws PGPException {
        var generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return new SigningKey(new BcPGPKeyPair(
                PublicKeyPacket.VERSION_4,
                PublicKeyAlgorithmTags.EDDSA_LEGACY,
                generator.generateKeyPair(),
                Date.from(Instant.now())));
    }

    String publicKey() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var armor = ArmoredOutputStream.builder().build(out)) {
            pair.getPublicKey().encode(armor);
        }
        return out.toString(StandardCharsets.US_ASCII);
    }

    /** The newest commit, wherever the tag was before. */
    void tag(Repository repository, String name) throws IOException, PGPException {
        var tag = new TagBuilder();
        tag.setObjectId(repository.resolve(Constants.HEAD), Constants.OBJ_COMMIT);
        tag.setTag(name);
        tag.setTagger(new PersonIdent("Ada", "ada@shop.example"));
        tag.setMessage("approved\n");
        tag.setGpgSignature(new GpgSignature(sign(tag.build())));
        try (ObjectInserter objects = repository.newObjectInserter()) {
            ObjectId id = objects.insert(tag);
            objects.flush();
            RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
            update.setNewObjectId(id);
            update.forceUpdate();
        }
    }

    private byte[] sign(byte[] text) throws IOException, PGPException {
        var generator = new PGPSignatureGenerator(
                new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), HashAlgorithmTags.SHA512),
                pair.getPublicKey());
        generator.init(PGPSignature.BINARY_DOCUMENT, pair.getPrivateKey());
        generator.update(text);
        var out = new ByteArrayOutputStream();
        try (var armor = ArmoredOutputStream.builder().build(out)) {
            generator.generate().encode(armor);
        }
        return out.toByteArray();
    }
}
