using Ecommerce.Bench;
using Ecommerce.Bench.BackOffice;
using Ecommerce.Bench.Catalogue;
using Ecommerce.Bench.Orders;
using Ecommerce.Bench.Reads;
using Ecommerce.Bench.Search;

IMeasure[] measures =
[
    new CachedProduct(), new CartRead(), new SignedInCart(), new UncachedProduct(), new ProductPage(101), new ProductPage(100_000),
    new Checkouts(), new Logins(), new Import(),
    new SearchLoad(TimeProvider.System), new Grids(10_000), new Grids(100_000), new Grids(1_000_000),
];
var plan = args.Contains("--quick") ? Plan.Quick : Plan.Full;
string[] wanted = [.. args.Where(argument => argument != "--quick")];
if (wanted.FirstOrDefault(name => !measures.Any(measure => Fits(measure, name))) is { } unknown)
{
    Console.Error.WriteLine($"No measure is called {unknown}; there are {string.Join(", ", measures.Select(measure => measure.Name))}.");
    return 2;
}

await using var servers = await Servers.StartAsync();
var report = new Report(TimeProvider.System, plan, await KeptFigures.ReadAsync());
foreach (var measure in measures.Where(measure => wanted.Length == 0 || wanted.Any(name => Fits(measure, name))))
{
    Console.Error.WriteLine($"Measuring {measure.Name}");
    await report.AddAsync(measure.Name, await measure.RunAsync(servers, plan));
}

report.Print(Console.Out);
return 0;

static bool Fits(IMeasure measure, string name) => measure.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase);
