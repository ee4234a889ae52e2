using System.Globalization;
using System.Security.Cryptography;

namespace Ecommerce.UserService.Domain.Passwords;

/// <summary>A PBKDF2-SHA256 hash with all that is needed to check it: <c>pbkdf2-sha256$ITERATIONS$SALT$KEY</c>.</summary>
internal sealed record PasswordHash(int Iterations, byte[] Salt, byte[] Key)
{
    private const string Algorithm = "pbkdf2-sha256";
    private const int SaltLength = 16;
    private const int KeyLength = 32;

    public static PasswordHash Of(string password, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new(iterations, salt, Derive(password, salt, iterations));
    }

    public static PasswordHash Parse(string text) => text.Split('$') is [Algorithm, var iterations, var salt, var key]
        ? new(int.Parse(iterations, CultureInfo.InvariantCulture), Convert.FromBase64String(salt), Convert.FromBase64String(key))
        : throw new FormatException("A stored password hash is of an unknown form.");

    public bool Matches(string password)
        => CryptographicOperations.FixedTimeEquals(Key, Derive(password, Salt, Iterations));

    public override string ToString()
        => $"{Algorithm}${Iterations}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Key)}";

    private static byte[] Derive(string password, byte[] salt, int iterations)
        => Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, KeyLength);
}
