using NetArchTest.Rules;

namespace Ecommerce.Architecture.Tests;

/// <summary>The rules that hold the rooms of a service apart. Each returns its violations, one a line; none is right.</summary>
/// <param name="types">All types of the service.</param>
/// <param name="root">The service's namespace.</param>
internal sealed class Rooms(Types types, string root)
{
    private static readonly string[] Names = ["Domain", "Features", "Infrastructure"];

    private static readonly string[] Frameworks =
    [
        "Confluent", "Dapper", "Elastic", "MailKit", "Microsoft.AspNetCore", "Microsoft.Extensions", "MimeKit", "MongoDB", "Npgsql",
        "StackExchange", "Stripe", "System.Net.Http", "Yarp",
    ];

    private static readonly Options Exactly = Options.Default with { Comparer = StringComparison.Ordinal };

    /// <summary>The namespaces Domain, Features and Infrastructure, and beside Program and Composition nothing else.</summary>
    public IEnumerable<string> OtherRooms()
        => types.That().ResideInNamespaceMatching($@"^{Escaped(root)}\.").GetTypes(Exactly)
            .Where(type => !Names.Contains(Folder(type)!.Split('.')[0]))
            .Select(type => $"{type.FullName} is in no room");

    public IEnumerable<string> DomainUsesFrameworks() => Uses("Domain", Frameworks);

    public IEnumerable<string> DomainUsesOtherRooms() => Uses("Domain", $"{root}.Features", $"{root}.Infrastructure");

    public IEnumerable<string> InfrastructureUsesFeatures() => Uses("Infrastructure", $"{root}.Features");

    /// <summary>Pairs of folders, such as Features.Checkout and Infrastructure.Postgres, of which each uses the other.</summary>
    public IEnumerable<string> MutualUse()
    {
        var folders = types.That().ResideInNamespaceMatching($@"^{Escaped(root)}\.").GetTypes(Exactly)
            .GroupBy(type => Folder(type), type => type.FullName, StringComparer.Ordinal)
            .OrderBy(folder => folder.Key, StringComparer.Ordinal)
            .ToList();
        return
            from one in folders
            from other in folders
            where string.CompareOrdinal(one.Key, other.Key) < 0
            let there = UsesOf(one, other)
            where there.Count > 0
            let back = UsesOf(other, one)
            where back.Count > 0
            select $"{one.Key} ({string.Join(", ", there)}) and {other.Key} ({string.Join(", ", back)}) use each other";
    }

    private IEnumerable<string> Uses(string room, params string[] forbidden)
        => (
            types.That().ResideInNamespaceMatching($@"^{Escaped(root)}\.{room}(\.|$)").ShouldNot()
                .HaveDependencyOnAny(forbidden).GetResult(Exactly)
            .FailingTypes ?? []).Select(type => $"{type.FullName}: {type.Explanation}");

    private List<string> UsesOf(IGrouping<string, string> folder, IEnumerable<string> used)
        => [.. types.That().ResideInNamespaceMatching($@"^{Escaped(root)}\.{Escaped(folder.Key)}(\.|$)").And()
            .HaveDependencyOnAny([.. used])
            .GetTypes(Exactly).Where(type => Folder(type) == folder.Key).Select(type => type.Name)];

    /// <summary>The first two parts of the namespace below the service's, such as Features.Checkout; null for the service's own.</summary>
    private string? Folder(IType type)
    {
        var space = type.FullName[..type.FullName.LastIndexOf('.')];
        return space.Length <= root.Length ? null : string.Join('.', space[(root.Length + 1)..].Split('.').Take(2));
    }

    private static string Escaped(string name) => name.Replace(".", @"\.", StringComparison.Ordinal);
}
