using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ecommerce.Storefront.Experiments;

/// <summary>The group of an experiment that a page's visitor is in; a feature of the request.</summary>
internal sealed record TestGroup(string Name)
{
    public const string Header = "x-test-group";

    /// <summary>
    /// A browser's group stays with it, also when somebody signs in there: who was shown one thing must not order as a member of the other group.
    /// Without one, a person is in the same group wherever they sign in, and anybody else in one that is drawn.
    /// </summary>
    /// <param name="groups">Those of the experiment.</param>
    /// <param name="kept">What the browser says; it may say anything.</param>
    /// <param name="person">Whose account it is.</param>
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
