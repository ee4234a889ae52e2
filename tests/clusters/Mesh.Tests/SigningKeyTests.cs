using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Ecommerce.Testing;

namespace Ecommerce.Mesh.Tests;

/// <summary>
/// The script that carries user-service's keys over to Kong, with a key set in a file and a kubectl that writes down what it is told.
/// </summary>
public sealed class SigningKeyTests : IDisposable
{
    // Names a Secret as kubectl would, and keeps whatever is applied or patched.
    private const string FakeKubectl = """
        #!/bin/sh
        case $1 in
          create) name=$4; shift 4
            for argument; do case $argument in --from-literal=*) printf '%s\036' "${argument#--from-literal=}"; esac; done |
              jq -Rs --arg name "$name" '{kind: "Secret", metadata: {name: $name}, stringData: (split("\u001e")[:-1] |
                map(capture("(?<key>[^=]+)=(?<value>[\\s\\S]*)")) | from_entries)}' ;;
          apply) jq -c . >>"$TOLD" ;;
          patch) echo "{\"patch\": \"$2\", \"value\": $7}" >>"$TOLD" ;;
        esac
        """;

    private readonly TemporaryFolder folder = new();

    [ToolFact("jq", "curl")]
    public void Published_key_becomes_a_credential_that_verifies_its_signatures()
    {
        using var one = RSA.Create(2048);
        using var other = RSA.Create(2048);
        var run = Run(new JsonArray(Jwk(one, "2026-11-a/1"), Jwk(other, "b")));

        Assert.Equal(0, run.ExitCode);
        var told = Told();
        Assert.Equal(["2026-11-a/1", "b"], told.Take(2).Select(secret => secret.Text("stringData.key")));
        Assert.Equal(["signing-key-1", "signing-key-2"], told.Take(2).Select(secret => secret.Text("metadata.name")));
        foreach (var (secret, key) in told.Zip([one, other]))
        {
            Assert.Equal("jwt", secret.Map("metadata.labels")["konghq.com/credential"]);
            Assert.Equal("RS256", secret.Text("stringData.algorithm"));
            AssertVerifies(secret.Text("stringData.rsa_public_key")!, key);
        }

        Assert.Equal("kongconsumer", told[2].Text("patch"));
        Assert.Equal(told.Take(2).Select(secret => secret.Text("metadata.name")),
            told[2].Each("value.credentials").Select(name => (string)name!));
    }

    [ToolFact("jq", "curl")]
    public void Empty_key_set_changes_nothing()
    {
        var run = Run([]);

        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("has no RSA key", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "told")));
    }

    /// <summary>Kong's controller refuses a credential that has no key yet, and with it the whole sync.</summary>
    [KubectlFact]
    public void Place_for_a_key_is_no_credential_before_it_has_one()
    {
        var manifest = Kustomize.BaseWith("gateway-kong");
        var places = manifest.OfKind("Secret").Where(secret => secret.Name.StartsWith("signing-key-", StringComparison.Ordinal)).ToList();
        Assert.Equal(4, places.Count);
        Assert.All(places, place => Assert.DoesNotContain("konghq.com/credential", place.Labels.Keys));
        var role = manifest.Get("Role", "kong-signing-keys").Root.Each("rules").First();
        Assert.Equal(places.Select(place => place.Name), role.Each("resourceNames").Select(name => $"{name}"));
    }

    public void Dispose() => folder.Delete();

    private static void AssertVerifies(string pem, RSA key)
    {
        using var carried = RSA.Create();
        carried.ImportFromPem(pem);
        var signature = key.SignData("a token"u8, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        Assert.True(carried.VerifyData("a token"u8, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static JsonObject Jwk(RSA key, string id)
    {
        var numbers = key.ExportParameters(false);
        static string Text(byte[] number) => Convert.ToBase64String(number).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return new JsonObject
        {
            ["kty"] = "RSA", ["kid"] = id, ["alg"] = "RS256", ["use"] = "sig", ["n"] = Text(numbers.Modulus!),
            ["e"] = Text(numbers.Exponent!)
        };
    }

    private Command Run(JsonArray keys)
    {
        var (fake, set) = (Path.Combine(folder.Path, "kubectl"), Path.Combine(folder.Path, "jwks.json"));
        File.WriteAllText(fake, FakeKubectl);
        Assert.Equal(0, Command.Run("chmod", ["+x", fake]).ExitCode);
        File.WriteAllText(set, new JsonObject { ["keys"] = keys }.ToJsonString());
        return Command.Run("sh", [Repository.PathOf("manifests/components/gateway-kong/signing-keys.sh")],
            environment: new Dictionary<string, string?>
            {
                ["KEY_SET"] = $"file://{set}", ["WORK"] = folder.Path, ["TOLD"] = Path.Combine(folder.Path, "told"),
                ["PATH"] = Programs(),
            });
    }

    /// <summary>A folder with those programs alone that the job's image has: openssl is none of them.</summary>
    private string Programs()
    {
        foreach (var program in (string[])["sh", "jq", "curl", "awk", "base64", "od", "tr", "fold", "cat"])
            if (!File.Exists(Path.Combine(folder.Path, program)))
                Assert.Equal(0, Command.Run("sh", ["-c", $"ln -s \"$(command -v {program})\" '{folder.Path}/{program}'"]).ExitCode);
        return folder.Path;
    }

    private List<JsonNode> Told() => [.. File.ReadLines(Path.Combine(folder.Path, "told")).Select(line => JsonNode.Parse(line)!)];
}

/// <summary>A test of a script; without the programs that it uses the test is reported as skipped, with what to install.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] programs)
    {
        if (programs.FirstOrDefault(program => !Command.Exists(program)) is { } missing)
            Skip = $"{missing} is not on the PATH.";
    }
}
