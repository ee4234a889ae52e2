using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.UserService.Domain.TwoFactor;

/// <summary>80 random bits that sign in once in place of an app's code; only the hash is stored.</summary>
internal static class RecoveryCode
{
    public const int Count = 10;

    // Base 32 without letters and digits that look alike.
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int GroupLength = 4;
    private const int Groups = 4;

    public static IReadOnlyList<string> CreateAll() => [.. Enumerable.Range(0, Count).Select(_ => Create())];

    /// <summary>The code is random, so a fast hash is as safe as a slow one.</summary>
    public static byte[] HashOf(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(CodeText.Normalise(code)));

    private static string Create()
        => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
}
