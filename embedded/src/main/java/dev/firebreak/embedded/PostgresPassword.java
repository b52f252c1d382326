package dev.firebreak.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Generated once; hexadecimal, so that no quoting is ever needed. */
record PostgresPassword(Path file, String text) {
    static PostgresPassword read(Path file) throws IOException {
        return new PostgresPassword(file, Files.readString(file).strip());
    }

    static PostgresPassword generate(Path file) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String text = HexFormat.of().formatHex(random);
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text + "\n");
        return new PostgresPassword(file, text);
    }

    @Override
    public String toString() {
        return "***";
    }
}
