using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.Storefront.Infrastructure.Experiments;

/// <summary>The group of an experiment that a page's visitor is in; a feature of the request.</summary>
internal sealed record TestGroup(string Name)
{
    public const string Header = "x-test-group";

    /// <summary>
    /// A browser keeps its group, also across sign-ins: a shopper must not see one variant and order in the other group. Without a kept
    /// group,
    /// an account has the same group in every browser, and an anonymous visitor gets a random one.
    /// </summary>
    /// <param name="groups">The groups of the experiment.</param>
    /// <param name="kept">The group that the browser sends, which can be forged.</param>
    /// <param name="person">The account's id.</param>
    /// <returns>Null where there is no experiment.</returns>
    public static TestGroup? Choose(IReadOnlyList<string> groups, string? kept, string? person)
    {
        if (groups.Count == 0)
            return null;
        if (kept is not null && groups.Contains(kept, StringComparer.Ordinal))
            return new(kept);
        return new(groups[person is null ? RandomNumberGenerator.GetInt32(groups.Count) : IndexOf(person, groups.Count)]);
    }

    private static int IndexOf(string person, int count)
        => (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(person))) % (uint)count);
}
