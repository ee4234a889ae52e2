using Ecommerce.Testing;
using NetArchTest.Rules;

namespace Ecommerce.Architecture.Tests;

/// <summary>The services of the repository, as they were built.</summary>
internal static class Service
{
    public static TheoryData<string> All => [.. Names];

    private static IEnumerable<string> Names => Directory.GetDirectories(Repository.PathOf("services"))
        .Select(folder => Path.GetFileName(folder))
        .Where(name => File.Exists(Repository.PathOf("services", name, $"{name}.csproj")))
        .Order(StringComparer.Ordinal);

    public static string Namespace(string service) => $"Ecommerce.{service}";

    public static Rooms Rooms(string service) => new(Types.FromFile(Repository.Built(service, Namespace(service))), Namespace(service));
}
